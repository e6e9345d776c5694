import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FoundSoFar } from '../../query/found.js';
import { type FoundFacts, sayFound, sayNewer, sayNoneFound } from '../../text/found.js';
import { useNow } from '../../text/now.js';
import { useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { names } from '../../ui/class-names.js';

interface FootProps {
  readonly found: FoundSoFar<unknown>;
  readonly facts: FoundFacts;
  /** How many newer ones are held back. */
  readonly newer: number;
  readonly empty: string;
  readonly onShowAll: () => void;
}

/** How much is shown of a list that was looked for, as of when, and the ways on. */
export const FoundFoot = ({ found, facts, newer, empty, onShowAll }: FootProps) => {
  const [zone, now] = [useZone(), useNow()];
  const isNone = facts.shown === 0;
  const none = facts.isNarrowed || !facts.isWhole ? sayNoneFound(facts, now, zone) : empty;
  const answer = `${isNone ? none : sayFound(facts, now, zone)}${found.isFull ? ' Narrow the list to see older ones.' : ''}`;
  const spoken = useSpoken(found.asked, found.isOutdated ? null : answer);
  const words = useRef<HTMLParagraphElement>(null);
  const box = useFocusKept(words);
  return (
    <div {...box} className={names('flex min-h-12 flex-wrap items-center gap-3 px-4 py-2', !isNone && 'border-t border-line')}>
      <p ref={words} tabIndex={-1} className={names('min-w-0 flex-1', isNone ? 'text-soft' : 'text-faint')}>
        {found.isOutdated ? 'Looking …' : answer}
        {newer > 0 && ` ${sayNewer(newer)}`}
      </p>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      {!found.isOutdated && <Ways found={found} isNone={isNone} onShowAll={facts.isNarrowed ? onShowAll : null} />}
    </div>
  );
};

interface WaysProps {
  readonly found: FoundSoFar<unknown>;
  readonly isNone: boolean;
  /** Null: all is shown. */
  readonly onShowAll: (() => void) | null;
}

const Ways = ({ found, isNone, onShowAll }: WaysProps) => (
  <span className="ml-auto flex gap-2">
    {isNone && onShowAll !== null && <Button onClick={onShowAll}>Show all</Button>}
    {found.asOf !== null && found.error === null && (
      <Way word="Read it again" wait="Reading …" isComing={found.isReading} onPress={found.again} />
    )}
    {found.more !== null && (
      <Way word={isNone ? 'Look further back' : 'Show older'} wait="Looking …" isComing={found.isComing} onPress={found.more} />
    )}
  </span>
);

/** Stays where the focus is while what it asked for is on its way; a press then does nothing. */
const Way = (props: { word: string; wait: string; isComing: boolean; onPress: () => void }) => (
  <Button aria-disabled={props.isComing || undefined} onClick={props.isComing ? undefined : props.onPress}>
    {props.isComing ? props.wait : props.word}
  </Button>
);

/** What a screen reader is told: the answer to a question that was changed, never that the same one is answered with another number. */
const useSpoken = (asked: string, answer: string | null): string => {
  const answered = useRef<string | null>(null);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    if (answer === null) setSpoken('');
    else if (answered.current !== null && answered.current !== asked) setSpoken(answer);
    if (answer !== null) answered.current = asked;
  }, [asked, answer]);
  return spoken;
};

/** A button that is gone with what it asked for takes the focus along: then this element has it. */
const useFocusKept = (to: RefObject<HTMLElement | null>) => {
  const had = useRef(false);
  useLayoutEffect(() => {
    if (!had.current || document.activeElement !== document.body) return;
    had.current = false;
    to.current?.focus({ preventScroll: true });
  });
  return {
    onFocus: () => {
      had.current = true;
    },
    onBlur: () => {
      had.current = false;
    },
  };
};
