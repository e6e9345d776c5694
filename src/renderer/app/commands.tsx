import { useMemo } from 'react';
import { useShowStrip } from '../query/show-strip.js';
import { useAlerts, useCall, usePast, usePastStore, useRules, useSuppressions, useTargets } from '../state/console.js';
import { alertPath, go, rulePath, targetPath } from '../state/place.js';
import { prefer, RANGES, rangeName } from '../state/preferences.js';
import { useSavedViews } from '../state/saved-views.js';
import { saySeverity, sayTarget } from '../text/states.js';
import { type Act, useWhyNot } from '../ui/fixed.js';
import { ToneIcon } from '../ui/mark.js';
import type { PaletteGroup, PaletteItem } from '../ui/palette.js';
import { toast } from '../ui/toast.js';
import { PAGES } from './pages.js';

const PAGE_ITEMS: readonly PaletteItem[] = PAGES.map((page) => ({
  id: `page ${page.path}`,
  text: page.name,
  keys: page.keys,
  icon: <page.icon size={15} aria-hidden="true" className="text-faint" />,
  run: () => go(page.path),
}));

const THEMES: readonly PaletteItem[] = (['dark', 'light', 'contrast', 'system'] as const).map((theme) => ({
  id: `theme ${theme}`,
  text: theme === 'system' ? 'Theme: as the system' : `Theme: ${theme === 'contrast' ? 'high contrast' : theme}`,
  run: () => prefer({ theme }),
}));

const DENSITIES: readonly PaletteItem[] = (['dense', 'comfortable'] as const).map((density) => ({
  id: `density ${density}`,
  text: `Density: ${density}`,
  run: () => prefer({ density }),
}));

const SPANS: readonly PaletteItem[] = RANGES.map((range) => ({
  id: `range ${range}`,
  text: `Time range: ${rangeName(range)}`,
  run: () => prefer({ range }),
}));

/** What changes something, by the act that it comes to. */
type Doing = readonly [Act, PaletteItem];

const NEW: readonly Doing[] = [
  ['site.look', { id: 'new site', text: 'Look at a site, and watch what matters of it', run: () => go('/guide') }],
  ['config.edit', { id: 'new target', text: 'Add a target', run: () => go('/targets/+') }],
  ['config.edit', { id: 'new rule', text: 'Add a rule', run: () => go('/rules/+') }],
];

/** Everything that can be gone to. */
export const usePlaces = (): readonly PaletteGroup[] => {
  const alerts = useAlerts();
  const targets = useTargets();
  const rules = useRules();
  const views = useSavedViews((saved) => saved.views);
  return useMemo(
    () => [
      { title: 'Pages', most: PAGE_ITEMS.length, items: PAGE_ITEMS },
      {
        title: 'Alerts',
        items: alerts.map((row) => ({
          id: `alert ${row.id}`,
          text: row.summary,
          note: row.id,
          icon: <ToneIcon tone={row.state === 'firing' ? saySeverity(row.severity).tone : 'good'} />,
          run: () => go(alertPath(row.id)),
        })),
      },
      {
        title: 'Views',
        items: views.map(({ page, name, query }) => ({
          id: `view ${page} ${name}`,
          text: name,
          note: `view of the ${page}`,
          run: () => go(`/${page}?${query}`),
        })),
      },
      {
        title: 'Targets',
        items: targets.map((row) => ({
          id: `target ${row.id}`,
          text: row.name,
          note: row.url ?? row.source,
          icon: <ToneIcon tone={sayTarget(row).tone} />,
          run: () => go(targetPath(row.id)),
        })),
      },
      {
        title: 'Rules',
        items: rules.map((row) => ({ id: `rule ${row.id}`, text: row.name, note: row.id, run: () => go(rulePath(row.id)) })),
      },
    ],
    [alerts, targets, rules, views],
  );
};

/** What lies over the page, opened from anywhere. */
export interface Doors {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
  readonly onGoBack: () => void;
}

/** What can be done whatever page is shown. */
export const useDeskCommands = ({ onHelp, onGoBack }: Omit<Doors, 'onSearch'>): PaletteGroup => {
  const past = useTravel(onGoBack);
  const whyNot = useWhyNot();
  const mute = useMute();
  const test = useTest();
  const strip: PaletteItem = { id: 'strip', text: 'Show the compact strip', run: useShowStrip() };
  const doings: readonly Doing[] = [...mute.map((item): Doing => ['suppression.add', item]), ['alert.test', test], ...NEW];
  const open = doings.filter(([act]) => whyNot(act) === null).map(([, item]) => item);
  const help: PaletteItem = { id: 'help', text: 'Keys and help', keys: '?', run: onHelp };
  return {
    title: 'Commands',
    items: [...past, help, strip, ...open, ...THEMES, ...DENSITIES, ...SPANS],
  };
};

/** The ways to the past, and back. */
const useTravel = (onGoBack: () => void): readonly PaletteItem[] => {
  const past = usePastStore();
  const isPast = usePast(({ shown }) => shown !== null);
  const back: PaletteItem = { id: 'go back', text: 'Go back to …', note: 'the console as it was', keys: 'b', run: onGoBack };
  return isPast ? [{ id: 'now', text: 'Back to now', run: past.leave }, back] : [back];
};

const MINUTE = 60_000;
const LENGTHS = [
  [30, '30 min'],
  [60, '1 h'],
  [480, '8 h'],
] as const;

/** Mutes everything for a while, with its undoing; ends that where everything is muted. */
const useMute = (): readonly PaletteItem[] => {
  const call = useCall();
  const whole = useSuppressions().filter(({ matchers }) => matchers.length === 0);
  const end = async (ids: readonly string[]): Promise<void> => {
    const answers = await Promise.all(ids.map((suppression) => call('suppression.end', { suppression })));
    const refused = answers.find((answer) => !answer.ok);
    toast(
      refused === undefined || refused.ok
        ? { tone: 'good', text: 'No longer muted.' }
        : { tone: 'warning', text: `Not done: ${refused.error.message}` },
    );
  };
  const begin = async (minutes: number, word: string): Promise<void> => {
    const answer = await call('suppression.add', { matchers: [], for: minutes * MINUTE, why: '' });
    if (!answer.ok) {
      toast({ tone: 'warning', text: `Not done: ${answer.error.message}` });
      return;
    }
    const made = answer.value.suppression;
    const undo = made === null ? {} : { undo: () => void end([made]) };
    toast({ tone: 'good', text: `Everything is muted for ${word}. Alerts stay in sight.`, ...undo });
  };
  const begins = LENGTHS.map(([minutes, word]) => ({
    id: `mute ${minutes}`,
    text: `Mute everything for ${word}`,
    run: () => void begin(minutes, word),
  }));
  if (whole.length === 0) return begins;
  return [{ id: 'unmute', text: 'Unmute', run: () => void end(whole.map(({ id }) => id)) }, ...begins];
};

const useTest = (): PaletteItem => {
  const call = useCall();
  const send = async (): Promise<void> => {
    const answer = await call('alert.test', {});
    if (answer.ok && answer.value.alert !== null) go(alertPath(answer.value.alert));
    if (!answer.ok) toast({ tone: 'warning', text: `Not done: ${answer.error.message}` });
  };
  return { id: 'test alert', text: 'Send a test alert', run: () => void send() };
};
