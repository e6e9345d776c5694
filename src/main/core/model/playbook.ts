/** A playbook's name, for choosing one. */
export interface PlaybookTitle {
  /** As rules name it. */
  readonly id: string;
  readonly title: string;
}

/** What to do about an alert, written down beforehand. */
export interface Playbook extends PlaybookTitle {
  /** Markdown, without the line that gives the title. */
  readonly text: string;
}
