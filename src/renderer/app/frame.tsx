import { useMemo, useRef, useState } from 'react';
import type { AlertRow } from '../../preload/contract/views.js';
import { HatchPattern } from '../chart/heartbeat.js';
import type { ActionKind } from '../feature/alerts/act.js';
import { ActionForm } from '../feature/alerts/action-form.js';
import { useAbout } from '../query/reads/desk.js';
import { whyNotOf } from '../query/rights.js';
import { useConnection, usePast, useView } from '../state/console.js';
import { go, usePath } from '../state/place.js';
import { ZoneContext } from '../text/zone.js';
import { FixedContext, PastContext, SaidAboveContext } from '../ui/fixed.js';
import { type KeyMap, useKeys } from '../ui/keys.js';
import { undoLast } from '../ui/toast.js';
import { Toasts } from '../ui/toasts.js';
import { Banners } from './banners.js';
import { ErrorBoundary } from './error-boundary.js';
import { HelpSheet } from './help-sheet.js';
import { PAGES } from './pages.js';
import { PaperHead } from './paper-head.js';
import { usePastAddress } from './past/address.js';
import { PastBand } from './past/band.js';
import { GoBack } from './past/go-back.js';
import { Rail } from './rail.js';
import { Routes } from './routes.js';
import { Search } from './search.js';
import { StatusStrip } from './status-strip.js';

const GOES: KeyMap = Object.fromEntries(PAGES.map((page) => [page.keys, () => go(page.path)]));

/** What lies over the page: the palette, the keys, or the question of an act that was chosen from the palette. */
type Over = 'search' | 'help' | 'back' | { readonly kind: ActionKind; readonly row: AlertRow; readonly n: number } | null;

const skipToPage = (): void => document.getElementById('main')?.focus();

/** What stays on the screen whatever page is shown: strip, rail, banners, messages, and the keys that work everywhere. */
export const Frame = () => {
  const [over, setOver] = useState<Over>(null);
  const asked = useRef(0);
  const zone = useView((view) => view.desk.site.timeZone);
  const path = usePath();
  const isPast = usePast(({ shown }) => shown !== null);
  const about = useAbout();
  const isLost = useConnection().kind === 'lost';
  const showing = isLost ? 'lost' : isPast ? 'past' : 'now';
  const whyNot = useMemo(() => whyNotOf(showing, about), [showing, about]);
  usePastAddress(zone);
  useKeys({
    ...GOES,
    'mod+k': () => setOver(over === 'search' ? null : 'search'),
    '?': () => setOver('help'),
    b: () => setOver('back'),
    u: () => undoLast(),
  });
  const close = (): void => setOver(null);
  return (
    <ZoneContext value={zone}>
      <PastContext value={isPast}>
        <SaidAboveContext value={showing !== 'now'}>
          <FixedContext value={whyNot}>
            <HatchPattern />
            <div className="flex h-full flex-col">
              <button type="button" className="sr-only focus:not-sr-only" onClick={skipToPage}>
                Skip to the page
              </button>
              <div className="contents print:hidden">
                <StatusStrip
                  onSearch={() => setOver('search')}
                  onHelp={() => setOver('help')}
                  onGoBack={() => setOver('back')}
                />
                <PastBand />
                <Banners />
              </div>
              <PaperHead />
              <div className="flex min-h-0 flex-1">
                <Rail />
                <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
                  <ErrorBoundary key={path.split('/')[1] ?? ''} place="this page">
                    <Routes />
                  </ErrorBoundary>
                </main>
              </div>
            </div>
            <div className="print:hidden">
              <Toasts />
            </div>
            {over === 'search' && (
              <Search
                onClose={close}
                onHelp={() => setOver('help')}
                onGoBack={() => setOver('back')}
                onAct={(kind, row) => {
                  asked.current += 1;
                  setOver({ kind, row, n: asked.current });
                }}
              />
            )}
            {over === 'back' && <GoBack onClose={close} />}
            {over === 'help' && <HelpSheet onClose={close} />}
            {over !== null && typeof over === 'object' && (
              // What was opened since stays open, though the answer to this question comes late.
              <ActionForm
                key={over.n}
                kind={over.kind}
                rows={[over.row]}
                onClose={() => setOver((now) => (now === over ? null : now))}
              />
            )}
          </FixedContext>
        </SaidAboveContext>
      </PastContext>
    </ZoneContext>
  );
};
