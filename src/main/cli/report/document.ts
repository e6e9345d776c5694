/** A report, before it is written as Markdown or as a page. */
export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'chart'; readonly title: string; readonly unit: string; readonly lines: readonly ReportLine[] };

/** One line of a chart: instants in milliseconds since the epoch, and values; a gap where nothing was seen. */
export interface ReportLine {
  readonly name: string;
  readonly points: readonly (readonly [at: number, value: number])[];
  /** Points further apart than this are not joined, in milliseconds. */
  readonly gapAfter: number;
}

export interface ReportDocument {
  readonly title: string;
  readonly madeAt: string;
  readonly blocks: readonly ReportBlock[];
}
