import { createStore } from './stores.js';

/** What this desk remembers of itself, apart from the configuration. */
export type Preferences = {
  readonly window: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly isMaximised: boolean;
  } | null;
  /** Where the compact strip was left, and whether it lies over other windows. */
  readonly strip: { readonly x: number; readonly y: number } | null;
  readonly isStripShown: boolean;
  /** Whether the person was told that closing the window leaves Watchroom running. */
  readonly hasSaidTray: boolean;
  readonly startAtLogin: boolean;
  /** At login: only the tray icon, no window. */
  readonly startHidden: boolean;
  /** Whether a key of the whole desktop opens the queue. */
  readonly isSummoned: boolean;
};

export interface PreferenceStore {
  get<Name extends keyof Preferences>(name: Name): Preferences[Name];
  set<Name extends keyof Preferences>(name: Name, value: Preferences[Name]): void;
}

const BLANK: Preferences = {
  window: null,
  strip: null,
  isStripShown: false,
  hasSaidTray: false,
  startAtLogin: false,
  startHidden: true,
  isSummoned: true,
};

const number = { type: 'number' } as const;
const boolean = { type: 'boolean' } as const;

/** Kept in `<folder>/desk.json`. A file that cannot be read is begun anew: nothing in it is worth a refusal to start. */
export const openPreferences = (folder: string): PreferenceStore => {
  const store = createStore<Preferences>({
    name: 'desk',
    cwd: folder,
    clearInvalidConfig: true,
    defaults: BLANK,
    schema: {
      window: {
        anyOf: [
          { type: 'null' },
          {
            type: 'object',
            properties: { x: number, y: number, width: number, height: number, isMaximised: boolean },
            required: ['x', 'y', 'width', 'height', 'isMaximised'],
            additionalProperties: false,
          },
        ],
      },
      strip: {
        anyOf: [
          { type: 'null' },
          { type: 'object', properties: { x: number, y: number }, required: ['x', 'y'], additionalProperties: false },
        ],
      },
      isStripShown: boolean,
      hasSaidTray: boolean,
      startAtLogin: boolean,
      startHidden: boolean,
      isSummoned: boolean,
    },
  });
  return { get: (name) => store.store[name], set: (name, value) => store.set({ [name]: value }) };
};
