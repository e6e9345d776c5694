import { fail, ok, type Result } from '../../core/model/result.js';
import type { Instant } from '../../core/time/instant.js';
import { type Ask, type Question, type Said, strange } from '../feed/conversation.js';
import type { FeedServer } from '../feed/server.js';
import type { Told } from '../feed/told.js';
import { aged, type BuildEvent } from './event.js';

/** One page of a service's builds, the newest first. */
export interface Page {
  readonly events: readonly BuildEvent[];
  /** How the next, older one is asked for; null: there is none. */
  readonly next: Question | null;
}

/** A service that builds or deploys, and how its answers are read. */
export interface BuildService {
  readonly server: FeedServer;
  /** The same words: the same project, so that what is known of it stays so. */
  readonly project: string;
  readonly first: Question;
  /** Undefined where the answer has not the documented shape. */
  readonly pageOf: (said: Said, asked: Question) => Page | undefined;
}

/** Pages of one look: after a long absence older builds than these are left to the service's own pages. */
const MOST_PAGES = 5;

/** Reads what is new since the last look; the first one reads a page. What is found counts only once all of it is there. */
export const readBuilds = async (
  { server, first, pageOf }: BuildService,
  ask: Ask,
  told: Told<BuildEvent>,
  now: Instant,
): Promise<Result<readonly BuildEvent[], string>> => {
  const found: BuildEvent[] = [];
  let mark = told.mark;
  let question: Question | null = { ...first, unless: told.mark };
  for (let pages = 1; question !== null; pages += 1) {
    const said = await ask(question);
    if (!said.ok) return fail(said.error.text);
    if (said.value.status === 304) break;
    const page = pageOf(said.value, question);
    if (page === undefined) return fail(strange(server, 'it is no list of builds'));
    if (pages === 1) mark = said.value.headers.etag ?? null;
    found.push(...page.events);
    const isEnough = told.isFirst() || pages >= MOST_PAGES || page.events.some(told.knows);
    question = isEnough ? null : page.next;
  }
  told.mark = mark;
  return ok(told.take(aged(found, now), now));
};
