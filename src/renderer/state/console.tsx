import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { AlertRow, ConsoleView, RuleRow, SourceRow, SuppressionRow, TargetRow } from '../../preload/contract/views.js';
import type { Connection, MirrorStore } from './mirror.js';
import { type Call, callOver, type Transport } from './transport.js';

interface Console {
  readonly mirror: MirrorStore;
  readonly call: Call;
  readonly shell: Transport['shell'];
}

const ConsoleContext = createContext<Console | null>(null);

/** Gives everything below it the mirror and the way to call main. */
export const ConsoleProvider = (props: { mirror: MirrorStore; transport: Transport; children: ReactNode }) => {
  const { mirror, transport } = props;
  const value = useMemo(() => ({ mirror, call: callOver(transport), shell: transport.shell }), [mirror, transport]);
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

/** Part of the view; only used below a frame that waits for the first view. */
export const useView = <Part,>(select: (view: ConsoleView) => Part): Part =>
  useStore(
    useConsole().mirror,
    useShallow((mirror) => {
      if (mirror.view === null) throw new Error('no view yet');
      return select(mirror.view);
    }),
  );

const useRows = <Row,>(select: (view: ConsoleView) => Readonly<Record<string, Row>>): readonly Row[] => {
  const rows = useView(select);
  return useMemo(() => Object.values(rows), [rows]);
};

export const useAlerts = (): readonly AlertRow[] => useRows((view) => view.alerts);
export const useTargets = (): readonly TargetRow[] => useRows((view) => view.targets);
export const useRules = (): readonly RuleRow[] => useRows((view) => view.rules);
export const useSources = (): readonly SourceRow[] => useRows((view) => view.sources);
export const useSuppressions = (): readonly SuppressionRow[] => useRows((view) => view.suppressions);
