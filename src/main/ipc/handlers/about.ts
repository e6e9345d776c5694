import { ok } from '../../core/model/result.js';
import type { Desk } from '../../core/port/desk.js';
import { refusedCalls } from '../refused.js';
import type { HandlersOf } from './handler.js';

export interface Build {
  readonly version: string;
  readonly platform: string;
}

/** What this console is, who is asking, and everything that it shows. */
export const aboutHandlers = (desk: Desk, build: Build): HandlersOf<'about' | 'view'> => ({
  'about.read': async (_, actor) =>
    ok({ ...build, shell: actor.via === 'desk' ? 'desktop' : 'browser', actor, refused: refusedCalls(actor) }),
  'view.read': async () => ok(desk.view()),
});
