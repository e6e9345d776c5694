export type FormName = 'inquiry' | 'booking';

export interface FormCount {
  readonly submitted: number;
  readonly failed: number;
}

export interface Submissions {
  add(form: FormName, outcome: 'success' | 'failure'): void;
  /** Since the start. */
  counts(): Readonly<Record<FormName, FormCount>>;
  /** Share of failures among the last 20 submissions, 0–1; 0 while there are none. */
  recentFailureRatio(): number;
}

const RECENT = 20;

/** Counts submissions and keeps nothing of what was in them. */
export const createSubmissions = (): Submissions => {
  const counts: Record<FormName, FormCount> = { inquiry: { submitted: 0, failed: 0 }, booking: { submitted: 0, failed: 0 } };
  const recent: number[] = [];
  const add = (form: FormName, outcome: 'success' | 'failure'): void => {
    const isFailure = outcome === 'failure' ? 1 : 0;
    counts[form] = { submitted: counts[form].submitted + 1, failed: counts[form].failed + isFailure };
    recent.push(isFailure);
    if (recent.length > RECENT) recent.shift();
  };
  const recentFailureRatio = (): number =>
    recent.length === 0 ? 0 : recent.reduce((sum, failure) => sum + failure, 0) / recent.length;
  return { add, counts: () => ({ ...counts }), recentFailureRatio };
};
