export type FaultName =
  | 'server-error'
  | 'slow'
  | 'form-failures'
  | 'broken-asset'
  | 'unhealthy'
  | 'empty-body'
  | 'reset'
  | 'refused'
  | 'expired-certificate'
  | 'overweight'
  | VisitFault;

/** What goes wrong for visitors alone: seen by a console that is told of visits, builds and other systems' alerts. */
export type VisitFault =
  | 'slow-paint'
  | 'sluggish-input'
  | 'layout-jumps'
  | 'slow-for-visitors'
  | 'heavy-page'
  | 'script-errors'
  | 'visitors-leave'
  | 'short-visits'
  | 'fewer-inquiries'
  | 'build-fails'
  | 'outside-alert';

/** What a fault can be turned to besides on and off. */
export type Dial =
  | { readonly kind: 'none' }
  | { readonly kind: 'choice'; readonly label: string; readonly choices: readonly string[]; readonly initial: string }
  | {
      readonly kind: 'number';
      readonly label: string;
      readonly unit: string;
      readonly least: number;
      readonly most: number;
      readonly step: number;
      readonly initial: number;
    };

export interface FaultDescription {
  readonly fault: FaultName;
  readonly title: string;
  /** What happens on the site. */
  readonly breaks: string;
  /** What one should then see in the console. */
  readonly expect: string;
  readonly dial: Dial;
}

export type FaultValue = boolean | number | string;

export interface FaultState extends FaultDescription {
  readonly on: boolean;
  readonly value: number | string | null;
}
