/** What a template may say: each name stands for words that are known when a message leaves. Never code. */
export type Variable =
  | 'title'
  | 'headline'
  | 'message'
  | 'news'
  | 'summary'
  | 'firstStep'
  | 'meaning'
  | 'alertType'
  | 'name'
  | 'category'
  | 'severity'
  | 'impact'
  | 'metric'
  | 'currentValue'
  | 'threshold'
  | 'businessImpact'
  | 'where'
  | 'since'
  | 'overSince'
  | 'age'
  | 'lasting'
  | 'acknowledged'
  | 'inHand'
  | 'escalatedTo'
  | 'nextEscalation'
  | 'id'
  | 'site';

/** Words of whoever wrote the template, or the place of a variable. */
export type TemplatePiece = string | { readonly variable: Variable };

/** A template, line by line. */
export type Template = readonly (readonly TemplatePiece[])[];

/** How each channel words a message about one alert. The webhook has none: its form is published. */
export interface Templates {
  readonly email: {
    readonly subject: Template;
    readonly heading: Template;
    /** The heading of what is over: that must not look like an alarm. */
    readonly recovered: Template;
    readonly body: Template;
  };
  readonly slack: { readonly heading: Template; readonly body: Template; readonly fields: Template };
  readonly sms: { readonly text: Template };
  readonly desktop: { readonly title: Template; readonly body: Template };
}

export type TemplatedChannel = keyof Templates;

/** Something in a template's text that is no template. */
export interface TemplateFault {
  /** Line of the text, from 1. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}
