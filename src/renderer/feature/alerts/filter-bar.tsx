import type { RefObject } from 'react';
import { plain } from '../../text/quantity.js';
import { Choice, FilterSelect, type Option, SearchBox } from '../../ui/field.js';
import type { AlertFilter, Stage } from './filter.js';

const SEVERITIES: readonly Option<AlertFilter['severity']>[] = [
  { value: 'any', label: 'Any severity' },
  { value: 'critical', label: 'Critical' },
  { value: 'warning', label: 'Warning' },
  { value: 'info', label: 'Info' },
];

const stageOptions = (counts: Readonly<Record<Stage, number>>): readonly Option<Stage>[] => [
  { value: 'open', label: `Open ${plain(counts.open)}` },
  { value: 'held', label: `In hand ${plain(counts.held)}` },
  { value: 'resolved', label: `Resolved ${plain(counts.resolved)}` },
  { value: 'all', label: `All ${plain(counts.all)}` },
];

interface FilterBarProps {
  readonly filter: AlertFilter;
  readonly counts: Readonly<Record<Stage, number>>;
  readonly onChange: (filter: AlertFilter) => void;
  readonly search: RefObject<HTMLInputElement | null>;
}

export const FilterBar = ({ filter, counts, onChange, search }: FilterBarProps) => (
  <search className="flex flex-wrap items-center gap-2 px-5 pb-3">
    <Choice
      label="Stage"
      options={stageOptions(counts)}
      value={filter.stage}
      onPick={(stage) => onChange({ ...filter, stage })}
    />
    <FilterSelect
      label="Severity"
      options={SEVERITIES}
      value={filter.severity}
      onPick={(severity) => onChange({ ...filter, severity })}
    />
    <SearchBox
      ref={search}
      label="Filter alerts by text"
      placeholder="Words, or page=booking severity!=info"
      value={filter.text}
      onText={(text) => onChange({ ...filter, text })}
    />
  </search>
);
