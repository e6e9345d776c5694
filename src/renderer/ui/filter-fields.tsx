import type { KeyboardEvent } from 'react';
import { names } from './class-names.js';

interface FilterTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onText: (text: string) => void;
}

const BOX = 'h-8 rounded-md border border-line bg-sunken px-2';

/** One of several words by which a list is narrowed. Escape empties it. */
export const FilterText = ({ label, placeholder, value, onText }: FilterTextProps) => {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Escape' || value === '') return;
    event.stopPropagation();
    onText('');
  };
  return (
    <input
      aria-label={label}
      placeholder={placeholder}
      value={value}
      maxLength={200}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKeyDown}
      className={names(BOX, 'min-w-32 flex-1 placeholder:text-faint')}
    />
  );
};

interface FilterDaysProps {
  /** Of what: a screen reader hears it with each of the two. */
  readonly label: string;
  /** As `2026-11-24`; empty: no such end. */
  readonly from: string;
  readonly to: string;
  /** The last day that can be asked for. */
  readonly latest: string;
  readonly onFrom: (day: string) => void;
  readonly onTo: (day: string) => void;
}

/** A stretch of days, both included. */
export const FilterDays = ({ label, from, to, latest, onFrom, onTo }: FilterDaysProps) => (
  <span className="flex items-center gap-1.5 text-soft">
    <Day label={`${label} from`} word="From" value={from} latest={to === '' ? latest : to} onDay={onFrom} />
    <Day label={`${label} to`} word="to" value={to} earliest={from} latest={latest} onDay={onTo} />
  </span>
);

interface DayProps {
  readonly label: string;
  readonly word: string;
  readonly value: string;
  readonly earliest?: string;
  readonly latest: string;
  readonly onDay: (day: string) => void;
}

const Day = ({ label, word, value, earliest = '', latest, onDay }: DayProps) => (
  <>
    <span aria-hidden="true">{word}</span>
    <input
      type="date"
      aria-label={label}
      value={value}
      min={earliest}
      max={latest}
      onChange={(event) => onDay(event.target.value)}
      className={names(BOX, value === '' ? 'text-faint' : 'text-ink')}
    />
  </>
);
