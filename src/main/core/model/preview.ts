import type { ChannelKind } from './reason.js';
import type { SlackMessage } from './slack.js';
import type { TemplatedChannel, Variable } from './template.js';

/** Messages of which people may see how they would look, from an alert that we made up. */
export type ExampleName =
  | 'firing'
  | 'warning'
  | 'escalated'
  | 'recovered'
  | 'several'
  | 'digest'
  | 'daily-summary'
  | 'test'
  | 'drill'
  | 'long';

/** A message as its channel would send it. */
export type MessagePreview =
  | { readonly channel: 'email'; readonly subject: string; readonly html: string; readonly text: string }
  | { readonly channel: 'slack'; readonly message: SlackMessage }
  /** `septets` of the letters that it takes, of the `most` that one short message has. */
  | { readonly channel: 'sms'; readonly text: string; readonly septets: number; readonly most: number }
  | { readonly channel: 'webhook'; readonly json: string }
  | { readonly channel: 'desktop'; readonly title: string; readonly body: string };

/** What may be worded, and with what. */
export interface TemplateGuide {
  readonly variables: readonly { readonly name: Variable; readonly means: string }[];
  /** The texts that hold where the configuration has none, channel by channel and part by part. */
  readonly defaults: Readonly<Record<TemplatedChannel, Readonly<Record<string, string>>>>;
  readonly examples: readonly {
    readonly name: ExampleName;
    readonly title: string;
    readonly channels: readonly ChannelKind[];
  }[];
}
