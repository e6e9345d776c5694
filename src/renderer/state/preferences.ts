import { create } from 'zustand';

export type Theme = 'system' | 'dark' | 'light' | 'contrast';
export type Density = 'dense' | 'comfortable';
export const RANGES = ['1h', '6h', '24h', '7d', '30d'] as const;
export type TimeRange = (typeof RANGES)[number];

const HOUR = 3_600_000;
const LENGTHS: Readonly<Record<TimeRange, number>> = {
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': 24 * HOUR,
  '7d': 168 * HOUR,
  '30d': 720 * HOUR,
};

/** A time range in words: `last 24 h`. */
export const rangeName = (range: TimeRange): string => `last ${range.replace(/([a-z])$/, ' $1')}`;

/** Length of a time range in milliseconds. */
export const rangeLength = (range: TimeRange): number => LENGTHS[range];

/** The same in hours, as calls are asked for it. */
export const hoursOf = (range: TimeRange): number => LENGTHS[range] / 3_600_000;

/** What this person likes on this screen. Kept by the browser, of no concern to main. */
export interface Preferences {
  readonly theme: Theme;
  readonly density: Density;
  readonly range: TimeRange;
  readonly rail: 'wide' | 'narrow';
  /** Whether many like alerts stand in one line, or each by itself. */
  readonly floods: 'grouped' | 'listed';
  /** The columns of the list of alerts, by id, with commas between them; null: those that it has at first. */
  readonly alertColumns: string | null;
  /** The first run's guide; `at-…`: where it waits while its reader is elsewhere, because what went before is saved. */
  readonly guide: 'shown' | 'skipped' | 'at-channels' | 'at-test';
  /** How long the wall shows each of its panels, in seconds. */
  readonly wallSeconds: number;
  /** What was chosen from the command palette lately, by id, the newest first. */
  readonly recent: readonly string[];
}

const KEY = 'watchroom.preferences';
const DEFAULTS: Preferences = {
  theme: 'system',
  density: 'dense',
  range: '24h',
  rail: 'wide',
  floods: 'grouped',
  alertColumns: null,
  guide: 'shown',
  wallSeconds: 20,
  recent: [],
};

const stored = (): Preferences => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof found === 'object' ? { ...DEFAULTS, ...found } : DEFAULTS;
  } catch {
    // A full or forbidden storage costs the preferences, never the console.
    return DEFAULTS;
  }
};

export const usePreferences = create<Preferences>(stored);

/** Changes preferences here and for the next time. */
export const prefer = (change: Partial<Preferences>): void => {
  usePreferences.setState(change);
  try {
    localStorage.setItem(KEY, JSON.stringify(usePreferences.getState()));
  } catch {
    // As above: it holds for this window only.
  }
};

/** Puts theme and density on the document, now and after each change. Returns its stop. */
export const wearTheme = (root: HTMLElement): (() => void) => {
  const wear = ({ theme, density }: Preferences): void => {
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    root.dataset.density = density;
  };
  wear(usePreferences.getState());
  return usePreferences.subscribe(wear);
};
