import { useDeferredValue } from 'react';
import { count } from '../../text/quantity.js';
import { WithPanel } from '../../ui/panel.js';
import { ActionForm } from './action-form.js';
import { AlertList } from './alert-list.js';
import { AlertPanel } from './alert-panel.js';
import { START } from './filter.js';
import { FilterBar } from './filter-bar.js';
import { GoneLabels } from './gone-labels.js';
import { NoAlerts } from './no-alerts.js';
import { AlertsOnPaper } from './on-paper.js';
import { PickedBar } from './picked-bar.js';
import { TestButton } from './test-button.js';
import { type Triage, useTriage } from './use-triage.js';
import { ViewBar } from './view-bar.js';

/** Every alert, and beside the list the one that is chosen. `chosen` is an episode's id from the address. */
export const AlertsPage = ({ chosen }: { chosen: string | null }) => {
  const triage = useTriage(chosen);
  const { form, ask, close, closeForm } = triage;
  // The cursor moves at once; the panel beside it follows as soon as no key waits.
  const beside = useDeferredValue(chosen);
  return (
    <>
      <WithPanel
        list={<Pane triage={triage} chosen={chosen} />}
        panel={
          beside !== null && (
            <AlertPanel key={beside} id={beside} onAct={(kind, row) => ask({ kind, rows: [row] })} onClose={close} />
          )
        }
      />
      {form !== null && <ActionForm key={form.n} {...form.asked} onClose={() => closeForm(form)} />}
    </>
  );
};

interface PaneProps {
  readonly triage: Triage;
  readonly chosen: string | null;
}

/** What stands above the lines, and the lines. */
const Pane = ({ triage, chosen }: PaneProps) => {
  const { filter, setFilter, counts, labels, all, rows } = triage;
  return (
    <>
      <header className="flex items-center gap-3 px-5 pt-4 pb-3">
        <h1 className="text-title font-semibold">Alerts</h1>
        <span className="text-faint">{count(counts.open, 'open alert')}</span>
        <span className="ml-auto">
          <TestButton />
        </span>
      </header>
      <AlertsOnPaper rows={rows} filter={filter.text} />
      <div className="contents print:hidden">
        <FilterBar filter={filter} counts={counts} onChange={setFilter} search={triage.search} />
        <ViewBar filter={filter} labels={labels} onChange={setFilter} />
        <GoneLabels filter={filter} alerts={all} />
        {rows.length === 0 ? (
          <NoAlerts filter={filter} hasAny={counts.all > 0} onClear={() => setFilter({ ...START, columns: filter.columns })} />
        ) : (
          <Lines triage={triage} chosen={chosen} />
        )}
      </div>
    </>
  );
};

const Lines = ({ triage, chosen }: PaneProps) => (
  <>
    <AlertList
      items={triage.items}
      chosenColumns={triage.chosenColumns}
      chosen={chosen}
      cursor={triage.cursor}
      risks={triage.risks}
      picked={triage.picked}
      onPick={triage.pick}
      onOpen={triage.open}
      onToggle={triage.turn}
      onAct={triage.actOnGroup}
      onWork={triage.work}
      onRest={triage.rest}
    />
    {triage.picked.rows.length > 0 && <PickedBar picked={triage.picked} onAct={triage.act} />}
  </>
);
