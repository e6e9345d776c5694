import type { Measure } from '../../core/model/reading.js';
import type { Result } from '../../core/model/result.js';
import type { FeedTarget } from '../../core/model/target.js';
import type { PageFeed } from '../../core/port/feeds.js';
import type { Look } from '../../core/port/source.js';
import { scrub } from '../../core/privacy/scrub.js';
import { shownAddress } from '../http/web-address.js';
import type { KeptEvidence } from './evidence.js';
import type { LoadFailure } from './failure.js';
import type { Loaded } from './load.js';
import { measuresOf } from './measures.js';
import { ownBy } from './party.js';

/** Which budgets a load of a page breaks, in a sentence; null: none. */
export type WhyOver = (page: string, measures: readonly Measure[]) => string | null;

/** What is wrong with a load, in a sentence; null: nothing, or nothing that the page could be blamed for. */
export const whyBad = (
  loaded: Result<Loaded, LoadFailure>,
  { labels, id }: FeedTarget,
  url: string,
  { hosts }: PageFeed,
  whyOver: WhyOver | undefined,
): string | null => {
  if (!loaded.ok) return loaded.error.kind === 'browser' ? null : sentence(loaded.error.text);
  const measures = measuresOf(loaded.value, ownBy([url, loaded.value.finalUrl], hosts), 'degraded');
  return whyOver?.(labels.page ?? id, measures) ?? null;
};

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;

/** A full disk takes the picture, not the reading. Gives what the film of the next load is kept under; null: nothing was kept. */
export const keepBad = async (
  { why, picture }: { readonly why: string; readonly picture: Buffer | null },
  { id }: FeedTarget,
  url: string,
  { clock }: Look,
  evidence: Pick<KeptEvidence, 'keep'>,
): Promise<string | null> => {
  const load = { target: id, at: clock.now(), why, url: scrub(shownAddress(new URL(url))) };
  return evidence.keep(load, picture).catch(() => null);
};
