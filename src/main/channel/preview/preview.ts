import type { MessagePreview, TemplateGuide } from '../../core/model/preview.js';
import { assertNever } from '../../core/model/result.js';
import type { Variable } from '../../core/model/template.js';
import { DEFAULT_TEXTS } from '../../core/notify/default-templates.js';
import { VARIABLES } from '../../core/notify/template.js';
import type { PreviewQuestion, Previews } from '../../core/port/preview.js';
import { popupText, worded } from '../desktop/text.js';
import { letterOf } from '../email/letter.js';
import type { FirstSteps } from '../facts.js';
import { messageOf } from '../slack/blocks.js';
import { septets } from '../sms/gsm.js';
import { MOST_SEPTETS, smsOf } from '../sms/text.js';
import { payloadOf } from '../webhook/payload.js';
import { EXAMPLES, exampleOf } from './example.js';

/** Shows examples by the very functions that make what is sent. */
export const createPreviews = (firstSteps: FirstSteps): Previews => ({ guide, show: (question) => show(question, firstSteps) });

const show = (question: PreviewQuestion, firstSteps: FirstSteps): MessagePreview => {
  const { delivery, background, report } = exampleOf(question);
  const { channel } = question;
  switch (channel) {
    case 'email':
      return { channel, ...letterOf(delivery, background, firstSteps, report) };
    case 'slack':
      return { channel, message: messageOf(delivery, background, { firstSteps, hasButtons: true }) };
    case 'sms': {
      const text = smsOf(delivery, background, firstSteps);
      return { channel, text, septets: septets(text), most: MOST_SEPTETS };
    }
    case 'webhook':
      return { channel, json: JSON.stringify(payloadOf(delivery, background), null, 2) };
    case 'desktop':
      return { channel, ...popupText(worded(delivery, background), '') };
    default:
      return assertNever(channel);
  }
};

/** What may be worded, with what, and which examples there are. */
const guide = (): TemplateGuide => ({
  variables: Object.entries(VARIABLES).map(([name, means]) => ({ name: name as Variable, means })),
  defaults: DEFAULT_TEXTS,
  examples: Object.entries(EXAMPLES).map(([name, { title, channels }]) => ({
    name: name as keyof typeof EXAMPLES,
    title,
    channels,
  })),
});
