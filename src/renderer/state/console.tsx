import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { AlertRow, ConsoleView, RuleRow, SourceRow, SuppressionRow, TargetRow } from '../../preload/contract/views.js';
import { callUnlessPast } from './acts.js';
import type { Connection, MirrorStore } from './mirror.js';
import { createPast, type Past, type PastStore } from './past.js';
import { followShown, type Shown } from './shown.js';
import { type Call, callOver, type Transport } from './transport.js';

interface Console {
  readonly mirror: MirrorStore;
  readonly past: PastStore;
  readonly shown: StoreApi<Shown>;
  readonly call: Call;
  readonly shell: Transport['shell'];
}

const ConsoleContext = createContext<Console | null>(null);

/** Gives everything below it the mirror and the way to call main. */
export const ConsoleProvider = (props: { mirror: MirrorStore; transport: Transport; children: ReactNode }) => {
  const { mirror, transport } = props;
  const value = useMemo(() => {
    const call = callOver(transport);
    const past = createPast(call);
    const shown = followShown(mirror, past);
    return { mirror, past, shown, call: callUnlessPast(call, past), shell: transport.shell };
  }, [mirror, transport]);
  return <ConsoleContext value={value}>{props.children}</ConsoleContext>;
};

const useConsole = (): Console => {
  const console = useContext(ConsoleContext);
  if (console === null) throw new Error('used outside of ConsoleProvider');
  return console;
};

export const useCall = (): Call => useConsole().call;
export const useConnection = (): Connection => useStore(useConsole().mirror, (mirror) => mirror.connection);
export const useHasView = (): boolean => useStore(useConsole().mirror, (mirror) => mirror.view !== null);

/** The minute of the past that is shown, and how one moves in it. */
export const usePast = <Part,>(select: (past: Past) => Part): Part => useStore(useConsole().past, select);
export const usePastStore = (): PastStore => useConsole().past;

/** Part of the view that is shown, of now or of the past; only used below a frame that waits for the first view. */
export const useView = <Part,>(select: (view: ConsoleView) => Part): Part =>
  useStore(
    useConsole().shown,
    useShallow(({ view }) => {
      if (view === null) throw new Error('no view yet');
      return select(view);
    }),
  );

/**
 * The rows of a keyed part, the same array as long as none of them changed. The part is compared by identity: whoever applies a push
 * keeps those that it does not touch, and to look through ten thousand rows takes longer than to draw what is new in them.
 */
const useRows = <Row extends object>(select: (view: ConsoleView) => Readonly<Record<string, Row>>): readonly Row[] =>
  valuesOf(
    useStore(useConsole().shown, ({ view }) => {
      if (view === null) throw new Error('no view yet');
      return select(view);
    }),
  );

/** All that show a part share its values. */
const values = new WeakMap<object, readonly object[]>();

const valuesOf = <Row extends object>(rows: Readonly<Record<string, Row>>): readonly Row[] => {
  const known = values.get(rows) as readonly Row[] | undefined;
  if (known !== undefined) return known;
  // One by one: to ask for the values of ten thousand at once takes longer.
  const found = Object.keys(rows).map((key) => rows[key] as Row);
  values.set(rows, found);
  return found;
};

export const useAlerts = (): readonly AlertRow[] => useRows((view) => view.alerts);
export const useTargets = (): readonly TargetRow[] => useRows((view) => view.targets);
export const useRules = (): readonly RuleRow[] => useRows((view) => view.rules);
export const useSources = (): readonly SourceRow[] => useRows((view) => view.sources);
export const useSuppressions = (): readonly SuppressionRow[] => useRows((view) => view.suppressions);
