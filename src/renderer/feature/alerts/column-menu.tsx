import { Columns3 } from 'lucide-react';
import { prefer } from '../../state/preferences.js';
import { Button } from '../../ui/button.js';
import { OrderedChoice } from '../../ui/ordered-choice.js';
import { Popover } from '../../ui/popover.js';
import type { ChosenColumns } from './chosen-columns.js';
import { ALL_COLUMNS, FIRST_COLUMNS, type ListColumns, sayFalling, writeColumns } from './columns.js';

/** Which columns the list has, and in which order. */
export const ColumnMenu = ({ chosen, columns }: { chosen: ChosenColumns; columns: ListColumns }) => {
  const isFirst = writeColumns(chosen.ids) === writeColumns(FIRST_COLUMNS);
  const hasFallen = (id: (typeof ALL_COLUMNS)[number]['id']): boolean => chosen.ids.includes(id) && !columns.shown.includes(id);
  return (
    <Popover name="Columns" icon={<Columns3 size={14} aria-hidden="true" />}>
      <OrderedChoice
        label="Columns of the list"
        options={ALL_COLUMNS.map(({ id, name }) => ({
          ...{ value: id, label: name },
          note: hasFallen(id) ? 'no room now' : undefined,
        }))}
        chosen={chosen.ids}
        onChange={chosen.choose}
      />
      <p className="px-1.5 pt-2 text-small text-faint">
        Where there is no room, {sayFalling()} fall away in this order, whatever stands where. The line below the alert then
        says them.
      </p>
      <p className="px-1.5 pt-1 text-small text-faint">{chosen.kept}</p>
      <div className="flex flex-wrap gap-1 pt-1.5">
        <Button look="quiet" shape="tight" className="h-7" disabled={isFirst} onClick={() => chosen.choose(FIRST_COLUMNS)}>
          As at first
        </Button>
        {chosen.isOfView && (
          <Button look="quiet" shape="tight" className="h-7" onClick={() => prefer({ alertColumns: writeColumns(chosen.ids) })}>
            Make them my own
          </Button>
        )}
      </div>
    </Popover>
  );
};
