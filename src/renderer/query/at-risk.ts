import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AlertRow, BusinessView, RevenueAtRisk } from '../../preload/contract/views.js';
import { useAlerts, useCall, usePast } from '../state/console.js';
import { ask } from './client.js';

const NONE: ReadonlyMap<string, RevenueAtRisk> = new Map();
const OVER = { hours: 24 } as const;

/** What each open alert of the business has cost so far, by its id; asked for while there is such an alert, and of the present alone. */
export const useAlertsAtRisk = (): ReadonlyMap<string, RevenueAtRisk> => {
  const call = useCall();
  const isPresent = usePast(({ shown }) => shown === null);
  const alerts = useAlerts();
  // Not by a selector: each key press would look through all alerts, and again for each reader of the view.
  const isWanted = useMemo(() => hasBusinessAlert(alerts), [alerts]) && isPresent;
  const { data } = useQuery({
    queryKey: ['business.read', OVER, 'at-risk'],
    queryFn: () => ask(call, 'business.read', OVER),
    enabled: isWanted,
    refetchInterval: 60_000,
    select: byAlert,
  });
  return isWanted ? (data ?? NONE) : NONE;
};

const hasBusinessAlert = (alerts: readonly AlertRow[]): boolean =>
  alerts.some(({ state, category }) => state === 'firing' && category === 'business');

const byAlert = ({ atRisk }: BusinessView): ReadonlyMap<string, RevenueAtRisk> =>
  new Map(atRisk.map((risk) => [risk.alert, risk]));
