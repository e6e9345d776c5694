import type { ReactNode } from 'react';
import { useBusiness, useObjectives, usePerformance } from '../../query/reads/standing.js';
import { Skeleton } from '../../ui/section.js';
import { AlertsPanel } from './alerts-panel.js';
import { PromisesPanel, RevenuePanel, VitalsPanel } from './figures-panel.js';
import { TargetsPanel } from './targets-panel.js';

export interface WallPanel {
  readonly id: 'alerts' | 'targets' | 'vitals' | 'revenue' | 'promises';
  readonly title: string;
  readonly content: ReactNode;
}

interface Read<Value> {
  readonly data: Value | undefined;
  readonly error: Error | null;
}

/** What is read, or why it is not there yet. */
const Known = <Value,>({ read, children }: { read: Read<Value>; children: (value: Value) => ReactNode }) => {
  if (read.data !== undefined) return children(read.data);
  if (read.error !== null) return <p className="text-wall-text text-soft">This could not be read: {read.error.message}</p>;
  return <Skeleton className="h-full w-full" />;
};

/** The panels that have something to say: what has no source here is left out, not shown empty round after round. */
export const usePanels = (): readonly WallPanel[] => {
  const performance = usePerformance('24h');
  const business = useBusiness('24h');
  const objectives = useObjectives();
  const hasNoVitals = performance.data?.vitals.every(({ spread }) => spread === null) ?? false;
  const hasNoRevenue = business.data !== undefined && business.data.revenue.state !== 'known';
  const hasNoPromises = objectives.data?.length === 0;
  return [
    { id: 'alerts', title: 'Open alerts', content: <AlertsPanel /> },
    { id: 'targets', title: 'Targets', content: <TargetsPanel /> },
    ...panel(!hasNoVitals, {
      id: 'vitals',
      title: 'Web Vitals',
      content: <Known read={performance}>{(view) => <VitalsPanel view={view} />}</Known>,
    }),
    ...panel(!hasNoRevenue, {
      id: 'revenue',
      title: 'Revenue',
      content: <Known read={business}>{(view) => <RevenuePanel view={view} />}</Known>,
    }),
    ...panel(!hasNoPromises, {
      id: 'promises',
      title: 'Service levels',
      content: <Known read={objectives}>{(standings) => <PromisesPanel standings={standings} />}</Known>,
    }),
  ];
};

const panel = (isShown: boolean, one: WallPanel): readonly WallPanel[] => (isShown ? [one] : []);
