import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/button.js';
import { names } from '../../ui/class-names.js';
import { Card } from '../../ui/section.js';

export type Step = 'address' | 'checks' | 'channels' | 'test';
const ORDER: readonly Step[] = ['address', 'checks', 'channels', 'test'];

interface StepCardProps {
  readonly n: number;
  readonly title: string;
  readonly now: Step;
  readonly step: Step;
  /** What it will be about, while it is to come. */
  readonly later?: string;
  /** What was done in it, once it is over. */
  readonly done?: string;
  /** The way back into it, once it is over. */
  readonly again?: { readonly word: string; readonly onAgain: () => void };
  readonly children: ReactNode;
}

/** One step of the guide: open while it is its turn, one line before and after. */
export const StepCard = ({ n, title, now, step, later, done, again, children }: StepCardProps) => {
  const isOver = ORDER.indexOf(now) > ORDER.indexOf(step);
  const isNow = now === step;
  const line = isOver ? done : isNow ? undefined : later;
  const heading = useOpening(isNow);
  return (
    <Card className={names('px-5', isNow ? 'py-4' : 'py-2')}>
      <div className="flex min-h-9 items-center gap-2.5">
        <StepNumber n={n} look={isOver ? 'over' : isNow ? 'now' : 'later'} />
        <h2
          ref={heading}
          tabIndex={-1}
          aria-current={isNow ? 'step' : undefined}
          className={names('text-lead font-semibold whitespace-nowrap outline-none', !isNow && 'text-soft')}
        >
          {title}
        </h2>
        {line !== undefined && (
          <span title={line} className="min-w-0 flex-1 truncate text-faint">
            {line}
          </span>
        )}
        {isOver && again !== undefined && (
          <Button look="quiet" shape="tight" className="-mr-2 ml-auto" onClick={again.onAgain}>
            {again.word}
          </Button>
        )}
      </div>
      {isNow && <div className="flex flex-col gap-4 pt-3">{children}</div>}
    </Card>
  );
};

/** Brings a heading into sight and focus when its step begins, unless a field of it has the focus already. */
const useOpening = (isNow: boolean) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const was = useRef(isNow);
  useEffect(() => {
    const card = heading.current?.parentElement?.parentElement;
    if (isNow && !was.current && !card?.contains(document.activeElement)) heading.current?.focus();
    was.current = isNow;
  }, [isNow]);
  return heading;
};

const LOOKS = { over: 'bg-good-soft text-good', now: 'bg-accent-fill text-on-accent', later: 'bg-hover text-soft' } as const;

const StepNumber = ({ n, look }: { n: number; look: keyof typeof LOOKS }) => (
  <span
    className={names('flex size-6 shrink-0 items-center justify-center rounded-full text-small font-semibold', LOOKS[look])}
  >
    {look === 'over' ? <Check size={14} aria-label="done" /> : n}
  </span>
);
