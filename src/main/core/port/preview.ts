import type { Site } from '../model/config.js';
import type { ExampleName, MessagePreview, TemplateGuide } from '../model/preview.js';
import type { ChannelKind } from '../model/reason.js';
import type { Templates } from '../model/template.js';
import type { Instant } from '../time/instant.js';

export interface PreviewQuestion {
  readonly channel: ChannelKind;
  readonly example: ExampleName;
  readonly templates: Templates;
  readonly site: Site;
  readonly now: Instant;
}

/** Examples of messages, and what they may be worded with. */
export interface Previews {
  guide(): TemplateGuide;
  /** An example just as its channel would send it. Sends nothing. */
  show(question: PreviewQuestion): MessagePreview;
}
