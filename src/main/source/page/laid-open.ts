import type { ReadingFacts } from '../../core/model/reading.js';
import { scrub } from '../../core/privacy/scrub.js';
import { createHeard } from '../feed/heard.js';
import { shownAddress } from '../http/web-address.js';
import type { Loaded } from './load.js';

/** What the page asked the network for, as a person who tries it may see it. */
export const laidOpen = ({ requests }: Loaded): Pick<ReadingFacts, 'raw'> => {
  const heard = createHeard();
  const lines = requests.map(
    ({ url, type, status, bytes, failure }) =>
      `${failure ?? status ?? 'no answer'}  ${type}  ${bytes} B  ${URL.canParse(url) ? scrub(shownAddress(new URL(url))) : ''}`,
  );
  heard.say(`${requests.length} requests, in the order in which they began`, lines.join('\n'));
  const raw = heard.raw([]);
  return raw === undefined ? {} : { raw };
};
