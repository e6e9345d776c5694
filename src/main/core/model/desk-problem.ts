/** Something about the desk itself that is not as it should be; the console shows it as a banner. */
export interface DeskProblem {
  /** The same for as long as it is the same problem. */
  readonly id: string;
  readonly text: string;
  /** What can be done about it. */
  readonly remedy: string;
}
