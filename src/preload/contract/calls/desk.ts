import { z } from 'zod';
import type { Actor, Role } from '../../../main/core/model/actor.js';
import type { EpisodeId } from '../../../main/core/model/alert.js';
import type { OpenedDocument } from '../../../main/core/model/config.js';
import type { PastDay, PastView } from '../../../main/core/model/past.js';
import type { UpdateView } from '../../../main/core/model/update.js';
import type { RevisedView } from '../../../main/core/model/view.js';
import { answers, call, nothing } from '../call.js';
import { alertId, fileName, instant } from '../input.js';

export interface About {
  readonly version: string;
  readonly shell: 'desktop' | 'browser';
  readonly platform: string;
  readonly actor: Actor;
  /** The calls that are refused to the actor, by name, each with the role that it needs: what the gate itself goes by. */
  readonly refused: Readonly<Record<string, Role>>;
}

export const DESK_CALLS = {
  'about.read': call('viewer', nothing, answers<About>),
  'view.read': call('viewer', nothing, answers<RevisedView>),
  /** The console as it was pushed at a minute. `at` as people say it: `03:12`, `2h ago`, a date and a time, or an instant in ISO 8601. */
  'past.read': call('viewer', z.object({ at: z.string().min(1).max(100) }).strict(), answers<PastView>),
  /** What the 24 hours before `to` hold, to find one's way in them; of a day of 25 hours, the whole of it. */
  'past.day': call('viewer', z.object({ to: instant }).strict(), answers<PastDay>),
  /** Asks where to, and keeps the page that the desktop app shows as a PDF; `place` null: the person thought better of it. */
  'window.savePdf': call(
    'viewer',
    z.object({ name: fileName.regex(/\.pdf$/) }).strict(),
    answers<{ readonly place: string | null }>,
  ),
  /** Lets the desktop app's window fill the screen, or gives it its place back. */
  'window.fillScreen': call('viewer', z.object({ isFull: z.boolean() }).strict(), answers<{ readonly isFull: boolean }>),
  /** Lays the compact strip over all other windows of this desktop, or takes it away. */
  'window.showStrip': call('viewer', z.object({ isShown: z.boolean() }).strict(), answers<{ readonly isShown: boolean }>),
  /** The configuration that was opened with the desktop app last; null: none was. */
  'window.readOpened': call('admin', nothing, answers<{ readonly document: OpenedDocument | null }>),
  /** Brings the desktop app's console to the front, on an alert or on the list of them. */
  'window.showConsole': call(
    'viewer',
    z.object({ alert: alertId.nullable() }).strict(),
    answers<{ readonly alert: EpisodeId | null }>,
  ),
  /** Looks for a newer version of the installed app now; what comes of it is in the view, too. */
  'update.look': call('responder', nothing, answers<{ readonly update: UpdateView | null }>),
  /** Ends the app, puts the version in place that is ready, and starts it. */
  'update.restart': call(
    'admin',
    z.object({ version: z.string().min(1).max(100) }).strict(),
    answers<{ readonly version: string }>,
  ),
} as const;
