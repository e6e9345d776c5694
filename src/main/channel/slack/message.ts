import type { Mrkdwn, PlainText } from '../../core/model/slack.js';

export const plainText = (text: string): PlainText => ({ type: 'plain_text', text });
/** `text` is markup already: words of others have gone through `mrkdwn`. */
export const marked = (text: string): Mrkdwn => ({ type: 'mrkdwn', text, verbatim: true });
