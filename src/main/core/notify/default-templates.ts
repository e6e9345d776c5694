import type { TemplatedChannel, Templates } from '../model/template.js';
import { templateOf } from './template.js';

/** The requirements' fields in their order, and then what whoever gets it asks next. */
const FACTS = `Alert Type: {alertType}
Severity: {severity}
Metric: {metric}
Current Value: {currentValue}
Threshold: {threshold}
Business Impact: {businessImpact}
Where: {where}
Since: {since}
Over since: {overSince}
Acknowledged: {acknowledged}
Escalated to: {escalatedTo}
Next escalation: {nextEscalation}`;

/** The texts that are used where the configuration words none, channel by channel and part by part. */
export const DEFAULT_TEXTS = {
  email: {
    subject: '{title}',
    heading: '🚨 Royal Client Service Alert',
    recovered: '✅ Royal Client Service: Recovered',
    body: FACTS,
  },
  slack: {
    heading: '{title}',
    body: `*{summary}* · {age}
*First:* {firstStep}
{meaning}
{news}
{inHand}`,
    fields: FACTS.replace('Acknowledged: {acknowledged}\n', ''),
  },
  sms: { text: '{headline}: {summary} ({lasting}, {id})' },
  desktop: { title: '{title}', body: '{message}' },
} as const satisfies { readonly [Channel in TemplatedChannel]: Readonly<Record<keyof Templates[Channel], string>> };

/** Texts of a document, as far as it words any. */
export type TemplateTexts = {
  readonly [Channel in TemplatedChannel]?: { readonly [Part in keyof Templates[Channel]]?: string | undefined } | undefined;
};

/** The templates of a document that was checked, with ours in the place of what it leaves out. */
export const templatesOf = (texts: TemplateTexts = {}): Templates => ({
  email: parsed(DEFAULT_TEXTS.email, texts.email),
  slack: parsed(DEFAULT_TEXTS.slack, texts.slack),
  sms: parsed(DEFAULT_TEXTS.sms, texts.sms),
  desktop: parsed(DEFAULT_TEXTS.desktop, texts.desktop),
});

const parsed = <Part extends string>(
  ours: Readonly<Record<Part, string>>,
  theirs: { readonly [Key in Part]?: string | undefined } = {},
): Record<Part, ReturnType<typeof templateOf>> => {
  const parts = Object.keys(ours) as Part[];
  return Object.fromEntries(parts.map((part) => [part, templateOf(theirs[part] ?? ours[part])])) as Record<
    Part,
    ReturnType<typeof templateOf>
  >;
};
