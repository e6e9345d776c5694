import { Link, PanelRight } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { AlertDetail, AlertRow } from '../../../preload/contract/views.js';
import { alertPath, useGo, usePlaceQuery } from '../../state/place.js';
import { selectAlert } from '../../state/selection.js';
import { Button, IconLink } from '../../ui/button.js';
import { useWhyNot } from '../../ui/fixed.js';
import { useKeys } from '../../ui/keys.js';
import { Part } from '../../ui/panel.js';
import { Card, Skeleton } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import type { ActionKind } from './act.js';
import { ActionForm } from './action-form.js';
import { AlertEvidence, AlertHeading, AlertState, NoSuchAlert, NotWhole, useShownAlert } from './alert-parts.js';
import { EarlierEpisodes, RelatedAlerts } from './company.js';
import { Controls } from './controls.js';
import { useCopyAlert, useCopyLink } from './copy-alert.js';
import { Deliveries } from './deliveries.js';
import { FirstSteps } from './first-steps.js';
import { Loads } from './loads.js';
import { Notes } from './notes.js';
import { Timeline } from './timeline.js';
import { useAsked } from './use-asked.js';
import { withQuery } from './view-query.js';
import { WhatNext } from './what-next.js';
import { WhyAlert } from './why.js';

const CHART = 240;

/** One episode on a page of its own, for an incident that takes long: all that the panel beside the list has, side by side. */
export const EpisodePage = ({ id }: { id: string }) => {
  const shown = useShownAlert(id);
  const { row } = shown;
  const box = useScrolledByKeys();
  const { form, ask, closeForm } = useAsked(() => undefined);
  const act = useAlertKeys(row, (kind) => row !== null && ask({ kind, rows: [row] }));
  return (
    // Positioned, so that what only screen readers see scrolls with the page and does not stretch the window below it.
    <div ref={box} className="@container relative flex h-full min-w-0 flex-col overflow-y-auto outline-none" tabIndex={-1}>
      {row === null ? (
        <div className="flex flex-col gap-4 px-5 pt-4">
          <h1 className="text-title font-semibold">Alert {id}</h1>
          <NoSuchAlert isPast={shown.isPast} error={shown.error} />
          <a href="#/alerts" className="text-accent hover:underline">
            All alerts
          </a>
        </div>
      ) : (
        <>
          <Head row={row} onAct={act} />
          <Whole row={row} detail={shown.data} error={shown.error} onAct={act} />
        </>
      )}
      {form !== null && <ActionForm key={form.n} {...form.asked} onClose={() => closeForm(form)} />}
    </div>
  );
};

/** Takes the focus to the page when it is opened, unless that is at work elsewhere: the keys that scroll then scroll this. */
const useScrolledByKeys = (): RefObject<HTMLDivElement | null> => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const active = document.activeElement;
    if (active === document.body || active?.id === 'main') box.current?.focus({ preventScroll: true });
  }, []);
  return box;
};

/** Where the alert stands beside the list again, which is looked at as it was: the address keeps that. */
const useBeside = (id: string | null): string => withQuery(id === null ? '/alerts' : alertPath(id), usePlaceQuery());

/** The keys of the alert, here as in the list; what cannot be done says why. */
const useAlertKeys = (row: AlertRow | null, onAct: (kind: ActionKind) => void): ((kind: ActionKind) => void) => {
  const go = useGo();
  const whyNot = useWhyNot();
  const copyAlert = useCopyAlert();
  const copyLink = useCopyLink();
  const id = row?.id ?? null;
  const beside = useBeside(id);
  useEffect(() => selectAlert(id), [id]);
  useEffect(() => () => selectAlert(null), []);
  const act = (kind: ActionKind): void => {
    const fixed = whyNot(`alert.${kind}`);
    if (fixed === null) onAct(kind);
    else toast({ tone: 'info', text: fixed });
  };
  useKeys({
    a: () => act('acknowledge'),
    r: () => act('resolve'),
    s: () => act('suppress'),
    e: () => act('escalate'),
    n: () => act('note'),
    c: () => row !== null && copyAlert(row),
    C: () => id !== null && copyLink(id),
    f: () => id !== null && go(beside),
    Escape: () => go(beside),
  });
  return act;
};

interface PartProps {
  readonly row: AlertRow;
  readonly onAct: (kind: ActionKind) => void;
}

/** What it is and what can be done about it stay in sight while one reads, unless the window is so low that they would fill it. */
const Head = ({ row, onAct }: PartProps) => {
  const copyLink = useCopyLink();
  const beside = useBeside(row.id);
  return (
    <header className="relative z-10 grid items-end gap-x-8 gap-y-3 border-b border-line bg-surface px-5 pt-4 pb-3 [@media(min-height:600px)]:sticky [@media(min-height:600px)]:top-0 @4xl:grid-cols-[minmax(0,1fr)_31rem]">
      <AlertHeading row={row} level="h1" />
      <div className="flex flex-col gap-2 print:hidden">
        <div className="flex items-center justify-end gap-1 @max-4xl:absolute @max-4xl:top-3 @max-4xl:right-4">
          <Button look="quiet" shape="tight" shortcut="Shift C" onClick={() => copyLink(row.id)}>
            <Link size={14} aria-hidden="true" />
            Copy link
          </Button>
          <IconLink name="Show it beside the list (Esc)" href={`#${beside}`}>
            <PanelRight size={16} aria-hidden="true" />
          </IconLink>
        </div>
        <Controls row={row} onAct={onAct} />
      </div>
    </header>
  );
};

interface WholeProps extends PartProps {
  /** Undefined: on its way, or it could not be read. */
  readonly detail: AlertDetail | undefined;
  readonly error: Error | null;
}

const Whole = ({ row, detail, error, onAct }: WholeProps) => {
  const isWaiting = detail === undefined && error === null;
  return (
    <div className="grid items-start gap-4 px-5 py-4 @3xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <h2 className="sr-only">What happened</h2>
        <FirstSteps row={row} />
        <NotWhole error={error} />
        {detail !== undefined && (
          <Box>
            <AlertEvidence detail={detail} row={row} height={CHART} />
          </Box>
        )}
        {isWaiting && <Skeleton className="h-80 w-full" />}
        <Box>
          <WhyAlert row={row} />
        </Box>
        {detail !== undefined && (
          <Box>
            <Part title="Timeline">
              <Timeline entries={detail.timeline} metric={row.metric} />
            </Part>
          </Box>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <h2 className="sr-only">Who has it, and what comes next</h2>
        <Box>
          <AlertState row={row} />
        </Box>
        <Box>
          <WhatNext row={row} onEscalate={() => onAct('escalate')} />
        </Box>
        {detail !== undefined && <Around row={row} detail={detail} onAct={onAct} />}
        {isWaiting && <Skeleton className="h-48 w-full" />}
      </div>
    </div>
  );
};

const Around = ({ row, detail, onAct }: PartProps & { detail: AlertDetail }) => (
  <>
    <Box>
      <Notes entries={detail.timeline} onAdd={() => onAct('note')} />
    </Box>
    <Box>
      <RelatedAlerts related={detail.related} leadsTo="page" />
    </Box>
    <Box>
      <Loads row={row} />
    </Box>
    <Box>
      <Part title="Notifications">
        <Deliveries deliveries={detail.deliveries} />
      </Part>
    </Box>
    <Box>
      <EarlierEpisodes earlier={detail.earlier} leadsTo="page" />
    </Box>
  </>
);

/** A part on a surface; none where there is nothing to tell. */
const Box = ({ children }: { children: ReactNode }) => <Card className="flex flex-col gap-5 p-4 empty:hidden">{children}</Card>;
