import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { names } from './class-names.js';

/** Something that a step may be instead of a value, and the key that makes it so. */
export interface Blank<Kind extends string> {
  readonly kind: Kind;
  readonly key: string;
  readonly word: string;
  readonly look: 'hatch' | 'empty';
}

export interface StairsProps<Kind extends string> {
  readonly label: string;
  readonly steps: readonly (number | Kind)[];
  readonly blanks: readonly Blank<Kind>[];
  readonly least: number;
  readonly most: number;
  /** By how much a key moves a value. */
  readonly by: number;
  readonly sayStep: (index: number, step: number | Kind) => string;
  readonly onChange: (steps: readonly (number | Kind)[]) => void;
  readonly onLook?: (index: number) => void;
}

const HEIGHT = 96;

/** A course of values as stairs: drawn with the pointer, or step by step with the keys. One stop for Tab. */
export const Stairs = <Kind extends string>(props: StairsProps<Kind>) => {
  const { label, steps, blanks, least, most, by, onChange, onLook } = props;
  const [current, setCurrent] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const look = (index: number): void => {
    setCurrent(index);
    onLook?.(index);
  };
  const set = (index: number, step: number | Kind): void => {
    if (steps[index] !== step) onChange(steps.map((known, other) => (other === index ? step : known)));
  };
  const focus = (index: number): void => {
    const to = Math.max(0, Math.min(steps.length - 1, index));
    look(to);
    (place.current?.children[to] as HTMLElement | undefined)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = SIDEWAYS[event.key];
    const to = move === undefined ? keyed(props, current, event.key) : null;
    if (move === undefined && to === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (move !== undefined) focus(current + move);
    else if (to !== null) set(current, to);
  };
  const paint = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width;
    const index = Math.max(0, Math.min(steps.length - 1, Math.floor(across * steps.length)));
    const height = 1 - Math.max(0, Math.min(1, (event.clientY - box.top) / box.height));
    look(index);
    set(index, snapped(least + height * (most - least), by));
  };
  return (
    <fieldset aria-label={label} onKeyDown={onKeyDown} className="min-w-0">
      <div
        ref={place}
        onPointerDown={paint}
        onPointerMove={paint}
        style={{ height: HEIGHT }}
        className="flex cursor-crosshair touch-none gap-px rounded-md border border-line bg-sunken p-1 select-none"
      >
        {steps.map((step, index) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place.
            key={index}
            step={step}
            blank={blanks.find(({ kind }) => kind === step)}
            share={typeof step === 'number' ? (step - least) / (most - least || 1) : 0}
            range={[least, most]}
            isCurrent={index === current}
            said={props.sayStep(index, step)}
            onFocus={() => look(index)}
          />
        ))}
      </div>
    </fieldset>
  );
};

const SIDEWAYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

const snapped = (value: number, by: number): number => Number((Math.round(value / by) * by).toPrecision(12));

/** What a key makes of a step; null: it is none of ours. A blank goes back to the least by any key that moves a value. */
const keyed = <Kind extends string>(
  { steps, blanks, least, most, by }: StairsProps<Kind>,
  index: number,
  key: string,
): number | Kind | null => {
  const blank = blanks.find((one) => one.key === key);
  if (blank !== undefined) return steps[index] === blank.kind ? least : blank.kind;
  const step = steps[index];
  const value = typeof step === 'number' ? step : least;
  const ends: Readonly<Record<string, number>> = { Home: least, End: most };
  const moves: Readonly<Record<string, number>> = { ArrowUp: by, ArrowDown: -by, PageUp: 5 * by, PageDown: -5 * by };
  const end = ends[key];
  if (end !== undefined) return end;
  const move = moves[key];
  return move === undefined ? null : Math.max(least, Math.min(most, snapped(value + move, by)));
};

interface StepProps<Kind extends string> {
  readonly step: number | Kind;
  readonly blank: Blank<Kind> | undefined;
  /** Height, 0–1. */
  readonly share: number;
  readonly range: readonly [number, number];
  readonly isCurrent: boolean;
  readonly said: string;
  readonly onFocus: () => void;
}

const Step = <Kind extends string>({ step, blank, share, range, isCurrent, said, onFocus }: StepProps<Kind>) => (
  <div
    role="slider"
    tabIndex={isCurrent ? 0 : -1}
    aria-orientation="vertical"
    aria-label={said}
    aria-valuemin={range[0]}
    aria-valuemax={range[1]}
    aria-valuenow={typeof step === 'number' ? step : range[0]}
    aria-valuetext={said}
    title={said}
    onFocus={onFocus}
    className={names(
      'flex min-w-0 flex-1 flex-col justify-end rounded-[2px]',
      blank?.look === 'hatch' && 'hatch',
      blank?.look === 'empty' && 'border border-dashed border-line-strong',
      isCurrent && blank === undefined && 'bg-hover',
    )}
  >
    {blank === undefined && (
      <div
        className="rounded-[2px] border-t-2 border-accent bg-accent/25"
        style={{ height: `${Math.max(0, Math.min(1, share)) * 100}%`, minHeight: 2 }}
      />
    )}
  </div>
);
