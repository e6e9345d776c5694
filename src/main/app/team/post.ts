import type { TeamView } from '../../core/model/team.js';
import type { Channel } from '../../core/port/channel.js';
import type { Engine } from '../../engine/engine.js';
import type { EngineParts } from '../../engine/engine-parts.js';
import type { OpenedStore } from '../open-store.js';
import type { Shell, Watchroom } from '../shell.js';
import type { Kept } from './kept.js';

/** How a desk takes part in the watch: whether it leads, on which store, and with which engine. */
export interface Post extends OpenedStore {
  readonly leads: boolean;
  readonly start: (parts: EngineParts) => Promise<Engine>;
  /** A channel that tells people only while it is this desk's to tell them. */
  readonly guard: (channel: Channel) => Channel;
  readonly team?: () => TeamView;
  /** What is kept of pages, as people see it at this post. */
  readonly kept: (own: Kept) => Kept;
}

/** Puts all parts together around one post. */
export type ComposeAt = (shell: Shell, post: Post) => Promise<Watchroom>;
