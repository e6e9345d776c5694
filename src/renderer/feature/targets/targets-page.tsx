import { Plus, ScanSearch } from 'lucide-react';
import { useDeferredValue } from 'react';
import { ItemList } from '../../query/views/item-list.js';
import { useItemList } from '../../query/views/use-item-list.js';
import { useView } from '../../state/console.js';
import { inOrder, useListQuery } from '../../state/list-query.js';
import { useGo } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { useSavedView } from '../../state/saved-views.js';
import { count, plain } from '../../text/quantity.js';
import { Button } from '../../ui/button.js';
import { FilterSelect } from '../../ui/field.js';
import { WithPanel } from '../../ui/panel.js';
import { STATES, useFittingTargets } from './filter.js';
import { TargetForm } from './target-form.js';
import { HEADS, TARGET_COLUMNS, TargetLine, VALUES } from './target-line.js';
import { TargetPanel } from './target-panel.js';

const HEIGHT = { dense: 52, comfortable: 60 } as const;

/** How the list is narrowed and ordered, in the address. */
const KEYS = ['text', 'state', 'sort'] as const;

/** What stays in the address from target to target: that, and the time that was chosen in a chart. */
const KEPT = [...KEYS, 'span'];

const NONE = {
  title: 'Nothing is watched yet',
  text: 'Let Watchroom look at your site once and propose what to watch, or add a target yourself: it is read every minute, and you are told when it fails or gets slow.',
};

/** `shown`: how many of them the filter leaves; null: all. */
const Note = ({ shown }: { shown: number | null }) => {
  const { total, up, down, unknown } = useView((view) => view.watch.targets);
  if (total === 0) return null;
  return (
    <span className="text-faint">
      {plain(up)} of {count(total, 'target')} up{down > 0 && ` · ${plain(down)} down`}
      {unknown > 0 && ` · ${plain(unknown)} not seen`}
      {shown !== null && ` · ${plain(shown)} shown`}
    </span>
  );
};

const inTheirOrder = (query: string): string => inOrder(KEYS, query);

/** Every target, the worst first, and beside the list the one that is chosen. `chosen` is its id, or `+` for a new one. */
export const TargetsPage = ({ chosen }: { chosen: string | null }) => {
  const density = usePreferences((preferences) => preferences.density);
  const { asked, query, ask } = useListQuery(KEYS);
  const { text } = asked;
  const state = STATES.find(({ value }) => value === asked.state)?.value ?? '';
  const isNarrowed = text !== '' || state !== '';
  const fitting = useFittingTargets(text, state);
  const list = useItemList({ page: 'targets', chosen, fitting, asked: `${state} ${text}`, values: VALUES, kept: KEPT });
  // The cursor moves at once; the panel beside it follows as soon as no key waits.
  const beside = useDeferredValue(chosen);
  const view = useSavedView('targets', query, inTheirOrder);
  return (
    <WithPanel
      list={
        <ItemList
          page="targets"
          title="Targets"
          words={['targets', 'target']}
          note={<Note shown={isNarrowed ? list.rows.length : null} />}
          actions={<Actions onAdd={list.add} />}
          list={list}
          text={text}
          placeholder="Filter by name, address or label"
          onText={(next) => ask('text', next)}
          filters={<FilterSelect label="State" options={STATES} value={state} onPick={(next) => ask('state', next)} />}
          isNarrowed={isNarrowed}
          query={query}
          view={view}
          empty={NONE}
          heads={HEADS}
          columns={TARGET_COLUMNS}
          rowHeight={HEIGHT[density]}
          line={(row, hasCursor) => (
            <TargetLine row={row} isOpen={row.id === chosen} hasCursor={hasCursor} onOpen={list.open} />
          )}
        />
      }
      panel={<Beside chosen={beside} onClose={list.close} />}
    />
  );
};

const Actions = ({ onAdd }: { onAdd: () => void }) => {
  const go = useGo();
  return (
    <>
      <Button acts="site.look" className="ml-auto" onClick={() => go('/guide')}>
        <ScanSearch size={15} aria-hidden="true" />
        Look at a site
      </Button>
      <Button acts="config.edit" look="primary" onClick={onAdd}>
        <Plus size={15} aria-hidden="true" />
        Add a target
      </Button>
    </>
  );
};

const Beside = ({ chosen, onClose }: { chosen: string | null; onClose: () => void }) => {
  if (chosen === null) return null;
  return chosen === '+' ? (
    <TargetForm id={null} onClose={onClose} />
  ) : (
    <TargetPanel key={chosen} id={chosen} onClose={onClose} />
  );
};
