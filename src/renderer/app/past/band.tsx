import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, History, Link, Pause, Play, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { usePast, usePastStore } from '../../state/console.js';
import { type ShownPast, SPEEDS, type Speed } from '../../state/past.js';
import { usePath } from '../../state/place.js';
import { dayAndTime, shortly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Button, IconButton } from '../../ui/button.js';
import { copyText } from '../../ui/copy.js';
import { Choice } from '../../ui/field.js';
import { ToneIcon } from '../../ui/mark.js';
import { toast } from '../../ui/toast.js';
import { isWithin, PAGES } from '../pages.js';
import { Scrubber } from './scrubber.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Says unmistakably that the past is shown, and moves in it. Nothing is here while the console shows now. */
export const PastBand = () => {
  const shown = usePast((past) => past.shown);
  return shown === null ? null : <Band shown={shown} />;
};

const Band = ({ shown }: { shown: ShownPast }) => (
  <section aria-label="The past" className="flex shrink-0 flex-col gap-1.5 border-y-2 border-muted bg-muted-soft px-4 py-2">
    <div className="flex items-center gap-x-3 gap-y-1">
      {shown.gap === null ? (
        <History size={18} aria-hidden="true" className="shrink-0 text-muted" />
      ) : (
        <ToneIcon tone="unseen" size={18} />
      )}
      <p role="status" className="min-w-0 flex-1">
        <WhatIsShown shown={shown} />
      </p>
      <CopyLink />
      <BackToNow />
    </div>
    <div className="flex items-center gap-2">
      <Steps shown={shown} />
      <Scrubber shown={shown} />
      <Playing />
    </div>
    <Remarks />
  </section>
);

const WhatIsShown = ({ shown: { asked, at, gap } }: { shown: ShownPast }) => {
  const zone = useZone();
  if (gap === null)
    return (
      <>
        You are looking at <strong className="font-semibold">{dayAndTime(asked, zone)}</strong> as it was known then. Nothing
        here can be changed.
      </>
    );
  return (
    <>
      <strong className="font-semibold">{dayAndTime(asked, zone)}</strong> was not observed: there is no recording from{' '}
      {shortly(gap.from + MINUTE, asked, zone)} {gap.to === null ? 'on' : `to ${shortly(gap.to, asked, zone)}`}. You are looking
      at <strong className="font-semibold">{shortly(at, asked, zone)}</strong>, the last minute before, as it was known then.
      Nothing here can be changed.
    </>
  );
};

const BackToNow = () => {
  const past = usePastStore();
  return (
    <Button look="primary" onClick={past.leave}>
      <Undo2 size={15} aria-hidden="true" />
      Back to now
    </Button>
  );
};

const CopyLink = () => {
  const onClick = async (): Promise<void> => {
    const isDone = await copyText(window.location.href);
    toast(
      isDone
        ? { tone: 'good', text: 'The link to this minute is on the clipboard.' }
        : { tone: 'warning', text: 'The link could not be copied. It is the address of this page.' },
    );
  };
  return (
    <IconButton name="Copy a link to this minute" onClick={() => void onClick()}>
      <Link size={15} aria-hidden="true" />
    </IconButton>
  );
};

const STEPS = [
  ['An hour back', -HOUR, ChevronsLeft],
  ['A minute back', -MINUTE, ChevronLeft],
  ['A minute on', MINUTE, ChevronRight],
  ['An hour on', HOUR, ChevronsRight],
] as const;

const Steps = ({ shown: { asked, first, last } }: { shown: ShownPast }) => {
  const past = usePastStore();
  return (
    <div className="flex shrink-0">
      {STEPS.map(([name, length, Icon]) => (
        <IconButton
          key={name}
          name={name}
          disabled={length < 0 ? asked <= first : asked + MINUTE > last}
          onClick={() => void past.step(length)}
        >
          <Icon size={16} aria-hidden="true" />
        </IconButton>
      ))}
    </div>
  );
};

const SPEED_OPTIONS = SPEEDS.map((value) => ({ value, label: value }));

const Playing = () => {
  const past = usePastStore();
  const speed = usePast((state) => state.speed);
  const [chosen, choose] = useState<Speed>('60×');
  const pick = (next: Speed): void => {
    choose(next);
    if (speed !== null) past.play(next);
  };
  return (
    <div className="flex shrink-0 items-center gap-2">
      <IconButton
        look="plain"
        name={speed === null ? 'Play' : 'Pause'}
        onClick={() => (speed === null ? past.play(chosen) : past.pause())}
      >
        {speed === null ? <Play size={15} aria-hidden="true" /> : <Pause size={15} aria-hidden="true" />}
      </IconButton>
      <Choice<Speed> label="Speed" size="small" options={SPEED_OPTIONS} value={chosen} onPick={pick} />
    </div>
  );
};

/** What could not be shown, and what of this page is not of then. */
const Remarks = () => {
  const trouble = usePast((past) => past.trouble);
  const path = usePath();
  const remark = PAGES.find((page) => isWithin(path, page))?.past;
  return (
    <div className="flex flex-wrap gap-x-4 text-small text-soft">
      {trouble !== null && (
        <span className="flex items-center gap-1.5 text-warning">
          <ToneIcon tone="warning" size={13} />
          {trouble}
        </span>
      )}
      {remark !== undefined && <span>{remark}</span>}
    </div>
  );
};
