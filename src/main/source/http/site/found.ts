import { shownAddress } from '../web-address.js';
import type { Asked } from './ask.js';

/** What was found at one address. */
export interface FoundPage {
  readonly url: URL;
  /** Where it was read at last: another than `url` where that sends visitors on. */
  readonly at: URL;
  readonly name: string;
  readonly why: string;
  readonly isWell: boolean;
  readonly text: string;
}

/** What an answer says of a page, and where it was given where that is another address. */
export const judge = (about: Pick<FoundPage, 'url' | 'name' | 'why'>, asked: Asked): FoundPage => {
  const page = { ...about, at: asked.url };
  if (asked.kind === 'failed') return { ...page, isWell: false, text: asked.why };
  const where = asked.url.href === page.url.href ? '' : ` at ${shownAddress(asked.url)}`;
  return { ...page, isWell: asked.status < 400, text: `answered ${asked.status}${where}` };
};
