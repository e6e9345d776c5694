import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from './button.js';

interface OrderedOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What is so of it just now. */
  readonly note?: string | undefined;
}

interface OrderedChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly OrderedOption<Value>[];
  /** Those that are chosen, in their order. */
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
}

type Way = 'earlier' | 'later';

/** Some of several, in an order of one's own. What is not chosen keeps its place in the list while it is looked at. */
export const OrderedChoice = <Value extends string>({ label, options, chosen, onChange }: OrderedChoiceProps<Value>) => {
  const [kept, keep] = useState<readonly Value[]>([]);
  const order = ordered(options, chosen, kept);
  const list = useRef<HTMLUListElement>(null);
  const [moved, setMoved] = useState<readonly [Value, Way] | null>(null);
  // A row that is moved in the document loses the focus; the next press of the same key moves it on.
  useLayoutEffect(() => {
    if (moved === null) return;
    const [value, way] = moved;
    const find = (wanted: string) =>
      list.current?.querySelector<HTMLElement>(`[data-move="${value} ${wanted}"]:not(:disabled)`);
    (find(way) ?? find(way === 'earlier' ? 'later' : 'earlier'))?.focus();
  }, [moved]);
  const move = (value: Value, way: Way): void => {
    const next = swapped(order, order.indexOf(value), way === 'earlier' ? -1 : 1);
    keep(next);
    onChange(next.filter((one) => chosen.includes(one)));
    setMoved([value, way]);
  };
  const toggle = (value: Value): void => {
    keep(order);
    onChange(order.filter((one) => (one === value ? !chosen.includes(one) : chosen.includes(one))));
  };
  return (
    <ul ref={list} aria-label={label}>
      {order.map((value, at) => {
        const option = options.find((one) => one.value === value);
        const name = option?.label ?? value;
        return (
          <li key={value} className="flex items-center gap-1">
            <label className="flex h-7 min-w-0 flex-1 cursor-pointer items-center gap-2 rounded-md px-1.5 hover:bg-hover">
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => toggle(value)}
                className="size-4 accent-(--accent-fill)"
              />
              <span className="truncate">{name}</span>
              {option?.note !== undefined && <span className="ml-auto shrink-0 text-small text-faint">{option.note}</span>}
            </label>
            {(['earlier', 'later'] as const).map((way) => (
              <IconButton
                key={way}
                name={`${name} ${way}`}
                className="size-7"
                data-move={`${value} ${way}`}
                disabled={at === (way === 'earlier' ? 0 : order.length - 1)}
                onClick={() => move(value, way)}
              >
                {way === 'earlier' ? <ArrowUp size={13} aria-hidden="true" /> : <ArrowDown size={13} aria-hidden="true" />}
              </IconButton>
            ))}
          </li>
        );
      })}
    </ul>
  );
};

/** The order that was kept as far as it is still the chosen one; else what is chosen first. */
const ordered = <Value extends string>(
  options: readonly OrderedOption<Value>[],
  chosen: readonly Value[],
  kept: readonly Value[],
): readonly Value[] => {
  const isSame = kept.filter((value) => chosen.includes(value)).join() === chosen.join();
  if (kept.length === options.length && isSame) return kept;
  return [...chosen, ...options.map(({ value }) => value).filter((value) => !chosen.includes(value))];
};

const swapped = <Value,>(all: readonly Value[], at: number, step: number): readonly Value[] => {
  const [one, other] = [all[at], all[at + step]];
  if (one === undefined || other === undefined) return all;
  return all.with(at, other).with(at + step, one);
};
