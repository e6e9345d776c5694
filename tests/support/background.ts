import type { Background } from '../../src/main/core/port/channel.js';
import { configOf, NINE_O_CLOCK } from './engine.js';
import { makeAlert } from './scripted-main-scenes.js';

/** What a channel may say besides the message: of one alert that fires, unless told. */
export const backgroundOf = (change: Partial<Background> = {}): Background => {
  const alerts = change.alerts ?? ([makeAlert(1, NINE_O_CLOCK)] as unknown as Background['alerts']);
  const { site, templates } = configOf();
  return { now: NINE_O_CLOCK, site, templates, alerts, count: alerts.length, shown: [], ...change };
};
