import { ViewPicker } from '../../query/views/view-picker.js';
import { type Preferences, usePreferences } from '../../state/preferences.js';
import { saveView } from '../../state/saved-views.js';
import { FilterSelect } from '../../ui/field.js';
import { useAlertView, withColumns } from './chosen-columns.js';
import { type AlertFilter, MANY, NONE, type Sorting } from './filter.js';
import { writeQuery } from './view-query.js';

/** What is not chosen by an address is as the person likes it. */
const floodGroups = (floods: Preferences['floods']): readonly (readonly [value: string, name: string])[] => [
  [floods === 'grouped' ? '' : MANY, 'Grouped when many'],
  [floods === 'listed' ? '' : NONE, 'Not grouped'],
];

const GROUPS: readonly (readonly [value: string, name: string])[] = [
  ['target', 'By target'],
  ['rule', 'By rule'],
  ['severity', 'By severity'],
  ['category', 'By category'],
];

const SORTINGS: readonly (readonly [value: Sorting, name: string])[] = [
  ['urgency', 'Most urgent first'],
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['summary', 'By name'],
];

const asOption = <Value extends string>([value, label]: readonly [value: Value, label: string]) => ({ value, label });

interface ViewBarProps {
  readonly filter: AlertFilter;
  /** Labels that the list can be grouped by. */
  readonly labels: readonly string[];
  readonly onChange: (filter: AlertFilter) => void;
}

/** Which view the list is in, how it is grouped and sorted, and what can be done with the view. */
export const ViewBar = ({ filter, labels, onChange }: ViewBarProps) => {
  const query = writeQuery(filter);
  const floods = usePreferences((preferences) => preferences.floods);
  const chosen = useAlertView(query);
  const save = (name: string): void => {
    const kept = withColumns(filter);
    saveView({ page: 'alerts', name, query: writeQuery(kept) });
    onChange(kept);
  };
  const own = labels.filter((label) => GROUPS.every(([value]) => value !== label));
  const groups = [...floodGroups(floods), ...GROUPS, ...own.map((label) => [label, `By ${label}`] as const)];
  const group = filter.group === (floods === 'grouped' ? MANY : NONE) ? null : filter.group;
  const isUnlisted = group !== null && groups.every(([value]) => value !== group);
  return (
    <div className="flex flex-wrap items-center gap-2 px-5 pb-3 text-small">
      <ViewPicker page="alerts" query={query} chosen={chosen} onSave={save} />
      <span className="ml-auto flex gap-2">
        <FilterSelect
          label="Grouping"
          size="small"
          value={group ?? ''}
          options={[...groups, ...(isUnlisted ? [[group ?? '', `By ${group}`] as const] : [])].map(asOption)}
          onPick={(value) => onChange({ ...filter, group: value === '' ? null : value })}
        />
        <FilterSelect
          label="Order"
          size="small"
          value={filter.sort}
          options={SORTINGS.map(asOption)}
          onPick={(sort) => onChange({ ...filter, sort })}
        />
      </span>
    </div>
  );
};
