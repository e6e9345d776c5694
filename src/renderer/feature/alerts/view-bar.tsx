import { BookmarkPlus, Link, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { go, within } from '../../state/place.js';
import { type Preferences, usePreferences } from '../../state/preferences.js';
import { removeView, renameView, type SavedView, saveView, useSavedViews } from '../../state/saved-views.js';
import { Button, IconButton } from '../../ui/button.js';
import { copyText } from '../../ui/copy.js';
import { toast } from '../../ui/toast.js';
import { useSavedView, withColumns } from './chosen-columns.js';
import { type AlertFilter, MANY, NONE, type Sorting, START } from './filter.js';
import { NameForm } from './view-name.js';
import { withQuery, writeQuery } from './view-query.js';

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

const SELECT = 'h-7 max-w-48 rounded-md border border-line bg-sunken px-1.5 text-soft';

interface ViewBarProps {
  readonly filter: AlertFilter;
  /** Labels that the list can be grouped by. */
  readonly labels: readonly string[];
  readonly onChange: (filter: AlertFilter) => void;
}

/** Which view the list is in, how it is grouped and sorted, and what can be done with the view. */
export const ViewBar = ({ filter, labels, onChange }: ViewBarProps) => {
  const views = useSavedViews((saved) => saved.views);
  const query = writeQuery(filter);
  const floods = usePreferences((preferences) => preferences.floods);
  const chosen = useSavedView(query);
  const save = (name: string): void => {
    const kept = withColumns(filter);
    saveView({ name, query: writeQuery(kept) });
    onChange(kept);
  };
  const own = labels.filter((label) => GROUPS.every(([value]) => value !== label));
  const groups = [...floodGroups(floods), ...GROUPS, ...own.map((label) => [label, `By ${label}`] as const)];
  const group = filter.group === (floods === 'grouped' ? MANY : NONE) ? null : filter.group;
  const isUnlisted = group !== null && groups.every(([value]) => value !== group);
  return (
    <div className="flex flex-wrap items-center gap-2 px-5 pb-3 text-small">
      <select
        aria-label="View"
        value={chosen?.name ?? ''}
        onChange={(event) => open(views, event.target.value)}
        className={SELECT}
      >
        <option value="">{query === '' ? 'All views' : 'No saved view'}</option>
        {views.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <ViewActs query={query} chosen={chosen} onSave={save} />
      <span className="ml-auto flex gap-2">
        <select
          aria-label="Grouping"
          value={group ?? ''}
          onChange={(event) => onChange({ ...filter, group: event.target.value === '' ? null : event.target.value })}
          className={SELECT}
        >
          {[...groups, ...(isUnlisted ? [[group ?? '', `By ${group}`] as const] : [])].map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <select
          aria-label="Order"
          value={filter.sort}
          onChange={(event) => onChange({ ...filter, sort: event.target.value as Sorting })}
          className={SELECT}
        >
          {SORTINGS.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
};

const open = (views: readonly SavedView[], name: string): void => {
  const view = views.find((one) => one.name === name);
  go(within(withQuery('/alerts', view?.query ?? writeQuery(START)), ['span']));
};

interface ActsProps {
  readonly query: string;
  readonly chosen: SavedView | null;
  readonly onSave: (name: string) => void;
}

const ViewActs = ({ query, chosen, onSave }: ActsProps) => {
  const [asking, ask] = useState<'save' | 'rename' | null>(null);
  const close = (): void => ask(null);
  return (
    <>
      {chosen === null && query !== '' && (
        <Button look="quiet" shape="tight" className="h-7" onClick={() => ask('save')}>
          <BookmarkPlus size={14} aria-hidden="true" />
          Save this view
        </Button>
      )}
      {chosen !== null && (
        <>
          <IconButton name={`Rename the view ${chosen.name}`} className="size-7" onClick={() => ask('rename')}>
            <Pencil size={13} aria-hidden="true" />
          </IconButton>
          <IconButton name={`Remove the view ${chosen.name}`} className="size-7" onClick={() => remove(chosen)}>
            <Trash2 size={13} aria-hidden="true" />
          </IconButton>
        </>
      )}
      {query !== '' && (
        <IconButton name="Copy a link to this view" className="size-7" onClick={() => void copyLink()}>
          <Link size={13} aria-hidden="true" />
        </IconButton>
      )}
      {asking === 'save' && <NameForm title="Save this view" verb="Save" onName={onSave} onClose={close} />}
      {asking === 'rename' && chosen !== null && (
        <NameForm
          title="Rename the view"
          verb="Rename"
          start={chosen.name}
          onName={(name) => renameView(chosen.name, name)}
          onClose={close}
        />
      )}
    </>
  );
};

const remove = (view: SavedView): void => {
  removeView(view.name);
  toast({ tone: 'good', text: `The view “${view.name}” is removed.`, undo: () => saveView(view) });
};

const copyLink = async (): Promise<void> => {
  const isCopied = await copyText(window.location.href);
  toast(isCopied ? { tone: 'good', text: 'Link copied.' } : { tone: 'warning', text: 'The clipboard cannot be written here.' });
};
