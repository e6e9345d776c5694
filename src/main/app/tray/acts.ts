import type { Action } from '../../core/model/action.js';
import type { Actor } from '../../core/model/actor.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { Settings } from '../../core/port/settings.js';
import { between, minutes } from '../../core/time/instant.js';
import { nextMorning } from './morning.js';
import type { TrayActs } from './tray.js';

export interface TrayActParts {
  readonly desk: Desk;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly open: TrayActs['open'];
  readonly toggleStrip: TrayActs['toggleStrip'];
  readonly showUpdate: TrayActs['showUpdate'];
  readonly quit: TrayActs['quit'];
  /** Something asked for at the tray was not done, and why. */
  readonly onRefused: (why: string) => void;
}

/** What the tray's menu does: the same acts as in the console, by the same person, with the same rights. */
export const trayActs = ({ desk, settings, clock, open, toggleStrip, showUpdate, quit, onRefused }: TrayActParts): TrayActs => {
  const actor = (): Actor => ({ ...settings.current().config.operator, via: 'tray' });
  const act = (action: Action): void => {
    desk.act(action, actor()).then(
      (result) => result.ok || onRefused(result.error.message),
      (error: unknown) => onRefused(String(error)),
    );
  };
  const mute = (length: Extract<Action, { kind: 'suppress-matching' }>['for']): void =>
    act({ kind: 'suppress-matching', matchers: [], for: length, why: 'Muted from the tray' });
  return {
    open,
    toggleStrip,
    showUpdate,
    quit,
    acknowledge: (alerts) => {
      for (const alert of alerts) act({ kind: 'acknowledge', alert, note: '', end: { kind: 'resolved' } });
    },
    muteFor: (length) => mute(minutes(length)),
    muteUntilMorning: () => {
      const now = clock.now();
      mute(between(now, nextMorning(now, settings.current().config.site.timeZone)));
    },
    unmute: (suppressions) => {
      for (const suppression of suppressions) act({ kind: 'unsuppress', suppression });
    },
  };
};
