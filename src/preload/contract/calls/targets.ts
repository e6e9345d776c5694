import { z } from 'zod';
import type { KeptReport } from '../../../main/core/model/kept-report.js';
import type { EvidenceRecord } from '../../../main/core/model/page-evidence.js';
import type { Reading } from '../../../main/core/model/reading.js';
import type { SiteLook } from '../../../main/core/model/site-look.js';
import type { TargetDetail } from '../../../main/core/model/target-view.js';
import { answers, call } from '../call.js';
import { fileName, targetId } from '../input.js';

export const TARGET_CALLS = {
  'target.read': call('viewer', z.object({ target: targetId }).strict(), answers<TargetDetail>),
  'target.readNow': call('responder', z.object({ target: targetId }).strict(), answers<Reading>),
  /** `target` as it would stand in the configuration's `targets` list. */
  'target.try': call('admin', z.object({ target: z.unknown() }).strict(), answers<Reading>),
  /** Looks once at an address, and proposes what to watch of its site; nothing of it is kept. */
  'site.look': call('admin', z.object({ url: z.string().min(1).max(2_000) }).strict(), answers<SiteLook>),
  /** What was kept of loads of a page that went wrong, the newest first. */
  'evidence.list': call('viewer', z.object({ target: targetId }).strict(), answers<readonly EvidenceRecord[]>),
  /** One of its pictures, as a `data:` address. */
  'evidence.picture': call(
    'viewer',
    z.object({ target: targetId, id: fileName, name: fileName }).strict(),
    answers<{ readonly address: string }>,
  ),
  /** Loads the page once, now, and keeps all that it asked the network for as an HTTP archive. */
  'evidence.har': call(
    'responder',
    z.object({ target: targetId }).strict(),
    answers<{ readonly name: string; readonly place: string; readonly text: string }>,
  ),
  /** The audits of a page whose reports are kept, the newest first. */
  'report.list': call('viewer', z.object({ page: z.string().min(1).max(200) }).strict(), answers<readonly KeptReport[]>),
  /** Shows a report in the person's own browser. Where the console is in a browser itself, it opens the report's address there. */
  'report.open': call(
    'viewer',
    z.object({ page: z.string().min(1).max(200), id: fileName }).strict(),
    answers<{ readonly opened: boolean }>,
  ),
} as const;
