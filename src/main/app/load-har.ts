import { fail, ok } from '../core/model/result.js';
import type { FeedTarget, Target } from '../core/model/target.js';
import type { Clock } from '../core/port/clock.js';
import type { LoadHar, PageEvidence } from '../core/port/page-evidence.js';
import type { Settings } from '../core/port/settings.js';
import type { PageSource } from '../source/page/source.js';

export interface LoadHarParts {
  readonly settings: Settings;
  readonly page: PageSource;
  readonly evidence: PageEvidence;
  readonly clock: Clock;
}

/** Loads a page of the configuration once more, and keeps the archive of it beside the pictures of its bad loads. */
export const createLoadHar =
  ({ settings, page, evidence, clock }: LoadHarParts): LoadHar =>
  async (id) => {
    const target = settings.current().config.targets.find((one): one is FeedTarget => one.id === id && isPage(one));
    if (target === undefined) return fail(`${id} is no page that is loaded in a browser.`);
    const har = await page.har(target, { clock, signal: new AbortController().signal });
    if (!har.ok) return har;
    const name = `${target.id}-${clock.now()}.har`.replaceAll(/[^\w.-]/g, '-');
    return ok({ name, place: await evidence.keepHar(target.id, name, har.value), text: har.value });
  };

const isPage = ({ source }: Target): boolean => source === 'page';
