import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { TargetRow } from '../../preload/contract/views.js';
import { span } from '../text/time.js';
import { useZone } from '../text/zone.js';

const WORDS: Readonly<Record<string, string>> = {
  u: 'up',
  d: 'down',
  w: 'up, with a warning',
  x: 'not observed',
  '.': 'no reading',
};
/** Height and colour: the worse, the taller, so that it reads without colour too. */
const LOOKS: Readonly<Record<string, { readonly top: number; readonly fill: string }>> = {
  u: { top: 6, fill: 'var(--good-bar)' },
  w: { top: 3, fill: 'var(--warning)' },
  d: { top: 0, fill: 'var(--critical)' },
  '.': { top: 16, fill: 'var(--line)' },
};
const UNSEEN_TOP = 6;
const HEIGHT = 20;
const PITCH = 5;
const BAR = 3.5;

/** The hatch for time in which nobody looked. Drawn once; every bar and chart refers to it. */
export const HatchPattern = () => (
  <svg aria-hidden="true" width="0" height="0" className="absolute">
    <defs>
      <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" fill="var(--hatch-ground)" />
        <rect width="1.2" height="4" fill="var(--hatch-line)" />
      </pattern>
    </defs>
  </svg>
);

const bars = (beats: string, letter: string, top: number): string => {
  let path = '';
  for (let at = beats.indexOf(letter); at >= 0; at = beats.indexOf(letter, at + 1)) {
    path += `M${at * PITCH} ${top}h${BAR}V${HEIGHT}h-${BAR}z`;
  }
  return path;
};

type Beaten = Pick<TargetRow, 'beats' | 'beatsEndAt' | 'beatSeconds'>;

const beatSpan = (row: Beaten, index: number): [number, number] => {
  const to = row.beatsEndAt - (row.beats.length - 1 - index) * row.beatSeconds * 1_000;
  return [to - row.beatSeconds * 1_000, to];
};

const WORST_FIRST = ['d', 'w', 'u', 'x', '.'] as const;

/** At most that many bars: neighbours become one, which takes their worst. */
export const fewerBeats = (beats: string, most: number): string => {
  if (beats.length <= most) return beats;
  const size = Math.ceil(beats.length / most);
  let fewer = '';
  for (let end = beats.length; end > 0; end -= size) {
    const some = beats.slice(Math.max(0, end - size), end);
    fewer = (WORST_FIRST.find((letter) => some.includes(letter)) ?? '.') + fewer;
  }
  return fewer;
};

/** All bars in one sentence, worst first. */
const summary = (beats: string): string => {
  const parts = ['d', 'w', 'x'].flatMap((letter) => {
    const n = beats.split(letter).length - 1;
    return n === 0 ? [] : [`${n} ${WORDS[letter]}`];
  });
  return parts.length === 0 ? 'no failure' : parts.join(', ');
};

const Drawing = ({ beats }: { beats: string }) => (
  <svg className="block h-5 w-full" aria-hidden="true">
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, beats.length) * PITCH} ${HEIGHT}`}
      preserveAspectRatio="none"
      width="100%"
      height={HEIGHT}
    >
      {Object.entries(LOOKS).map(
        ([letter, { top, fill }]) => beats.includes(letter) && <path key={letter} d={bars(beats, letter, top)} fill={fill} />,
      )}
    </svg>
    <Unseen beats={beats} />
  </svg>
);

/** Beside the stretched bars, in shares of the width: the hatch would be stretched as well. */
const Unseen = ({ beats }: { beats: string }) =>
  [...beats].map(
    (letter, at) =>
      letter === 'x' && (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          key={at}
          x={`${(100 * at) / beats.length}%`}
          y={UNSEEN_TOP}
          width={`${(100 * BAR) / PITCH / beats.length}%`}
          height={HEIGHT - UNSEEN_TOP}
          fill="url(#hatch)"
        />
      ),
  );

/** A target's last hours, a bar each, at most `most` of them. Still: for rows of a list. */
export const Heartbeat = ({ row, most }: { row: Beaten; most: number }) => (
  <div role="img" aria-label={`Last ${row.beats.length} periods: ${summary(row.beats)}`}>
    <Drawing beats={fewerBeats(row.beats, most)} />
  </div>
);

/** The same to be walked through, by pointer or with the arrow keys, telling each bar's time and state. */
export const HeartbeatWalk = ({ row }: { row: Beaten }) => {
  const zone = useZone();
  const [index, setIndex] = useState<number | null>(null);
  const last = row.beats.length - 1;
  const at = index === null ? last : Math.max(0, Math.min(last, index));
  const [from, to] = beatSpan(row, at);
  const text = `${span(from, to, zone)}: ${WORDS[row.beats[at] ?? '.']}`;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -last, End: last }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setIndex(Math.max(0, Math.min(last, at + step)));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setIndex(Math.floor(((event.clientX - box.left) / box.width) * row.beats.length));
  };
  return (
    <div className="flex flex-col gap-1">
      <div
        role="slider"
        tabIndex={0}
        aria-label={`Heartbeats, ${summary(row.beats)}`}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={text}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setIndex(null)}
      >
        <Drawing beats={row.beats} />
      </div>
      <p className="text-small text-faint">{text}</p>
    </div>
  );
};
