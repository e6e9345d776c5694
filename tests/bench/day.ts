import { join } from 'node:path';
import type { Reading } from '../../src/main/core/model/reading.js';
import type { HttpTarget, TargetId } from '../../src/main/core/model/target.js';
import { samplesOf } from '../../src/main/core/sample/ingest.js';
import { days, hours, instant } from '../../src/main/core/time/instant.js';
import { nextSlot } from '../../src/main/engine/poll.js';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { httpTarget } from '../support/servers/targets.js';
import { commitOf, KEEP, silentLog } from '../support/store.js';

const MINUTE = 60_000;
/** Minutes whose samples share a commit. */
const TOGETHER = 10;

/** Which of a target's series are written: each multiplies how long that takes. */
export type Breadth = 'every series' | 'availability alone';

/** Writes what a console with these targets would have kept of the last 24 h, sealed and rolled up as it does it. */
export const fillDay = async (folder: string, ids: readonly string[], site: string, breadth: Breadth): Promise<void> => {
  const store = await openEmbeddedStore({
    file: join(folder, 'watchroom.db'),
    access: 'write',
    log: silentLog,
    thread: 'inline',
  });
  const targets = ids.map((id) => httpTarget(`${site}/${id}`, { id: id as TargetId }));
  const end = Math.floor(Date.now() / MINUTE) * MINUTE - MINUTE;
  const begin = end - days(1);
  for (let from = begin; from < end; from += TOGETHER * MINUTE) {
    const minutes = Array.from({ length: TOGETHER }, (_, n) => from + n * MINUTE);
    const samples = minutes.flatMap((at) => targets.flatMap((target) => samplesOf(readingOf(target, at, breadth), target)));
    const marks = { aliveAt: from + TOGETHER * MINUTE, observed: from + TOGETHER * MINUTE - begin, bornAt: begin };
    await store.journal.commit(commitOf({ samples, marks }));
    if ((from - begin) % hours(1) === 0) await store.history.retain(KEEP, instant(from));
  }
  await store.stop();
};

/** A good answer to plain HTTP, with times that vary as real ones do. */
export const readingOf = (target: HttpTarget, from: number, breadth: Breadth): Reading => {
  const at = nextSlot(target, instant(from));
  const noise = Math.random();
  const measures = [
    { name: 'up', value: 1 },
    { name: 'http_response_seconds', value: Math.round(2_000 + noise * 3_000) / 1e6 },
    { name: 'http_phase_seconds', labels: { phase: 'tcp' }, value: Math.round(200 + noise * 200) / 1e6 },
    { name: 'http_phase_seconds', labels: { phase: 'first_byte' }, value: Math.round(1_200 + noise * 2_000) / 1e6 },
    { name: 'http_phase_seconds', labels: { phase: 'download' }, value: Math.round(300 + noise * 600) / 1e6 },
    { name: 'http_status_code', value: 200 },
    { name: 'http_body_bytes', value: 20_000 },
    { name: 'http_redirects', value: 0 },
  ];
  const written = breadth === 'every series' ? measures : measures.slice(0, 1);
  const outcome = { kind: 'answered', measures: written, problems: [], facts: { status: 200 } } as const;
  return { source: 'http', target: target.id, startedAt: at, at, outcome };
};
