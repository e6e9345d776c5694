import { fail, ok, type Refusal } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Settings } from '../../core/port/settings.js';
import type { LookAtSite } from '../../core/port/site-look.js';
import { type Duration, seconds } from '../../core/time/instant.js';
import { type AskParts, createAskPage } from '../../source/http/site/ask.js';
import { leadingTo } from '../../source/http/site/leading.js';
import { lookAtFront, lookFurther } from '../../source/http/site/look.js';
import { parseWebAddress } from '../../source/http/web-address.js';
import { startDeadline } from '../../source/net/deadline.js';
import { fileCheck, firstCheck, pageCheck } from './checks.js';
import { type GroundParts, groundsOf } from './grounds.js';
import { addressesOf, besideTargets } from './known.js';

export interface SiteLookParts extends Pick<AskParts, 'version' | 'patience' | 'lookup'>, GroundParts {
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'current'>;
  /** Longest time of all the pages together; default 25 s. */
  readonly limit?: Duration;
}

const LIMIT = seconds(25);

/** Looks at a site's pages as a visitor, and at its certificates and names as the watch would, and proposes what it found as checks. */
export const createLookAtSite =
  (parts: SiteLookParts): LookAtSite =>
  async (text) => {
    const parsed = parseWebAddress(text);
    if (!parsed.ok) return fail(refusal(`That ${parsed.error}.`));
    const url = parsed.value;
    url.hash = '';
    if (url.username !== '') return fail(refusal('Give the address without a name and a password.'));
    const deadline = startDeadline(parts.clock, parts.limit ?? LIMIT, []);
    try {
      const ask = createAskPage({ ...parts, signal: deadline.signal });
      const front = await lookAtFront(url, ask);
      const { targets } = parts.settings.current().config;
      const [{ pages, files }, others, grounds] = await Promise.all([
        lookFurther(front, ask),
        leadingTo(front, addressesOf(targets), ask),
        groundsOf(url, front.at, parts),
      ]);
      const found = [firstCheck(front, others), ...pages.map(pageCheck), ...grounds, ...files.map(fileCheck)];
      const checks = besideTargets(found, targets);
      return ok({ url: url.href, origin: front.at.origin, problem: front.problem, checks });
    } finally {
      deadline.stop();
    }
  };

const refusal = (message: string): Refusal => ({ code: 'bad-input', message, field: 'url' });
