import type { EpisodeId } from '../../main/core/model/alert.js';
import type { ViewPush } from '../../main/core/model/view.js';

/** What main sends without being asked. `show` asks the console to open a page: someone clicked a pop-up or the tray. */
export type Push = { readonly kind: 'view'; readonly push: ViewPush } | { readonly kind: 'show'; readonly page: ShownPage };

export interface ListView {
  readonly kind: 'list';
  readonly list: 'alerts' | 'targets' | 'rules';
  /** How it is narrowed and ordered: the query of its address, of known keys alone; empty: it is not. */
  readonly query: string;
}

export type ShownPage =
  | { readonly kind: 'overview' }
  | { readonly kind: 'alerts' }
  | { readonly kind: 'alert'; readonly id: EpisodeId }
  /** The same alert as a page of its own. */
  | { readonly kind: 'episode'; readonly id: EpisodeId }
  /** A list as somebody looked at it. */
  | ListView
  | { readonly kind: 'system' }
  | { readonly kind: 'settings' }
  /** A configuration was opened with the app, to be looked at and saved: the `nth` since the start. */
  | { readonly kind: 'import'; readonly nth: number };
