import { ChevronLeft, ChevronRight, Maximize, Minimize, Pause, Play, X } from 'lucide-react';
import { useState } from 'react';
import { useView } from '../../state/console.js';
import { go } from '../../state/place.js';
import { prefer, usePreferences } from '../../state/preferences.js';
import { useNow } from '../../text/now.js';
import { IconButton } from '../../ui/button.js';
import { names } from '../../ui/class-names.js';
import { useKeys } from '../../ui/keys.js';
import { Toasts } from '../../ui/toasts.js';
import { useBusy } from '../../ui/use-busy.js';
import { Band, useIsUnseen } from './band.js';
import { useFullScreen } from './full-screen.js';
import { usePanels, type WallPanel } from './panels.js';
import { shiftAt, useRotation } from './rotation.js';

const LENGTHS = [10, 20, 30, 60, 120] as const;

/** The watch on a wall: one panel after another, in letters for the other end of the room. A critical alert stays. */
export const WallPage = () => {
  const site = useView((view) => view.desk.site.name);
  const isCritical = useView((view) => view.watch.firing.critical > 0);
  const seconds = usePreferences((preferences) => preferences.wallSeconds);
  const [isPaused, setPaused] = useState(false);
  const [isBusy, work, rest] = useBusy();
  const isUnseen = useIsUnseen();
  const screen = useFullScreen();
  const panels = usePanels();
  const { index, show } = useRotation(panels.length, seconds, isPaused || isBusy || isCritical);
  // What nobody has yet is not turned away from.
  const shown = panels[isCritical ? 0 : index];
  useKeys({
    ' ': () => setPaused(!isPaused),
    f: screen.toggle,
    F: screen.toggle,
    ArrowRight: () => show(index + 1),
    ArrowLeft: () => show(index - 1),
    Escape: () => (screen.isFull ? screen.toggle() : go('/')),
  });
  return (
    <div
      className={names('h-full overflow-hidden bg-ground', isUnseen && 'hatch p-[1vw]')}
      onPointerMove={work}
      onPointerLeave={rest}
    >
      <Shifted>
        <Band />
        <main className="flex min-h-0 flex-1 flex-col gap-[1vw] px-[2.5vw] py-[1.5vw]">
          <h1 className="flex items-baseline gap-[1vw] text-wall-small text-soft">
            <span className="font-semibold text-ink">{shown?.title}</span>
            <span className="truncate">{site}</span>
          </h1>
          <section className="min-h-0 flex-1 overflow-hidden" aria-label={shown?.title}>
            {shown?.content}
          </section>
        </main>
        <footer className="flex items-center gap-3 px-[2.5vw] pb-[1vw] text-soft">
          <Dots panels={panels} index={isCritical ? 0 : index} onShow={show} />
          <span className="text-wall-small">{why({ isCritical, isPaused, isBusy })}</span>
          <span className="ml-auto flex items-center gap-1">
            <IconButton name="Panel before" onClick={() => show(index - 1)}>
              <ChevronLeft size={18} aria-hidden="true" />
            </IconButton>
            <IconButton name={isPaused ? 'Go on' : 'Pause'} onClick={() => setPaused(!isPaused)}>
              {isPaused ? <Play size={18} aria-hidden="true" /> : <Pause size={18} aria-hidden="true" />}
            </IconButton>
            <IconButton name="Next panel" onClick={() => show(index + 1)}>
              <ChevronRight size={18} aria-hidden="true" />
            </IconButton>
            <select
              aria-label="Each panel for"
              value={seconds}
              onChange={({ target }) => prefer({ wallSeconds: Number(target.value) })}
              className="h-8 rounded-md border border-line bg-sunken px-2"
            >
              {LENGTHS.map((length) => (
                <option key={length} value={length}>
                  {length} s each
                </option>
              ))}
            </select>
            <IconButton name={screen.isFull ? 'Leave full screen (f)' : 'Full screen (f)'} onClick={screen.toggle}>
              {screen.isFull ? <Minimize size={18} aria-hidden="true" /> : <Maximize size={18} aria-hidden="true" />}
            </IconButton>
            <IconButton name="Back to the console (Esc)" onClick={() => go('/')}>
              <X size={18} aria-hidden="true" />
            </IconButton>
          </span>
        </footer>
      </Shifted>
      <Toasts />
    </div>
  );
};

/** Moves its content a little each minute. */
const Shifted = ({ children }: { children: React.ReactNode }) => (
  <div className="flex h-full flex-col bg-ground" style={{ transform: shiftAt(useNow()) }}>
    {children}
  </div>
);

const Dots = ({ panels, index, onShow }: { panels: readonly WallPanel[]; index: number; onShow: (index: number) => void }) => (
  <ul className="flex items-center" aria-label="Panels">
    {panels.map((panel, at) => (
      <li key={panel.id}>
        <button
          type="button"
          aria-label={panel.title}
          aria-current={at === index ? 'true' : undefined}
          title={panel.title}
          onClick={() => onShow(at)}
          className="grid size-8 place-items-center rounded-md hover:bg-hover"
        >
          <span className={names('size-3 rounded-full border-2', at === index ? 'border-ink bg-ink' : 'border-line-strong')} />
        </button>
      </li>
    ))}
  </ul>
);

/** Why it stands still, if it does. */
const why = (facts: { isCritical: boolean; isPaused: boolean; isBusy: boolean }): string => {
  if (facts.isCritical) return 'stays here: nobody has a critical alert yet';
  if (facts.isPaused) return 'paused: the space bar goes on';
  return facts.isBusy ? 'waits while the pointer moves' : '';
};
