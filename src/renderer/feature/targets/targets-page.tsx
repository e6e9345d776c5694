import { Plus } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useTargets, useView } from '../../state/console.js';
import { targetPath, useGo } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { count, plain } from '../../text/quantity.js';
import { worstFirst } from '../../text/worst-first.js';
import { Button } from '../../ui/button.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { SearchBox } from '../../ui/field.js';
import { useKeys } from '../../ui/keys.js';
import { WithPanel } from '../../ui/panel.js';
import { Empty } from '../../ui/section.js';
import { useBusy } from '../../ui/use-busy.js';
import { VirtualList } from '../../ui/virtual-list.js';
import { TargetForm } from './target-form.js';
import { TargetLine } from './target-line.js';
import { TargetPanel } from './target-panel.js';

const HEIGHT = { dense: 52, comfortable: 60 } as const;

const useRows = (text: string, isBusy: boolean) => {
  const all = useTargets();
  const wanted = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/);
    return worstFirst(
      all.filter((row) =>
        words.every((word) =>
          `${row.name} ${row.id} ${row.url ?? ''} ${Object.values(row.labels).join(' ')}`.toLowerCase().includes(word),
        ),
      ),
    );
  }, [all, text]);
  return useCalmOrder(wanted, (row) => row.id, isBusy, text);
};

const Note = () => {
  const { total, up, down, unknown } = useView((view) => view.watch.targets);
  if (total === 0) return null;
  return (
    <span className="text-faint">
      {plain(up)} of {count(total, 'target')} up{down > 0 && ` · ${plain(down)} down`}
      {unknown > 0 && ` · ${plain(unknown)} not seen`}
    </span>
  );
};

/** Every target, the worst first, and beside the list the one that is chosen. `chosen` is its id, or `+` for a new one. */
export const TargetsPage = ({ chosen }: { chosen: string | null }) => {
  const go = useGo();
  const density = usePreferences((preferences) => preferences.density);
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isBusy, work, rest] = useBusy();
  const [cursor, setCursor] = useState<string | null>(chosen);
  const rows = useRows(text, isBusy);
  const at = rows.findIndex((row) => row.id === cursor);
  const close = (): void => go('/targets');
  const move = (step: number): void => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
    if (next === undefined) return;
    setCursor(next.id);
    if (chosen !== null && chosen !== '+') go(targetPath(next.id));
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Escape: close,
    '/': () => search.current?.focus(),
    Enter: (event) =>
      event.target instanceof HTMLButtonElement ? event.target.click() : cursor !== null && go(targetPath(cursor)),
  });
  return (
    <WithPanel
      list={
        <>
          <header className="flex items-center gap-3 px-5 pt-4 pb-3">
            <h1 className="text-title font-semibold">Targets</h1>
            <Note />
            <Button acts className="ml-auto" look="primary" onClick={() => go('/targets/+')}>
              <Plus size={15} aria-hidden="true" />
              Add a target
            </Button>
          </header>
          <div className="px-5 pb-3">
            <SearchBox
              ref={search}
              label="Filter targets"
              placeholder="Filter by name, address or label"
              value={text}
              onText={setText}
            />
          </div>
          {rows.length === 0 ? (
            <Empty title={text === '' ? 'Nothing is watched yet' : 'No target matches this filter'}>
              {text === '' &&
                'Add the first page of your site: Watchroom reads it every minute and tells you when it fails or gets slow.'}
            </Empty>
          ) : (
            <VirtualList
              label="Targets"
              items={rows}
              keyOf={(row) => row.id}
              rowHeight={HEIGHT[density]}
              cursor={at}
              onWork={work}
              onRest={rest}
              className="flex-1 border-t border-line"
              render={(row) => (
                <TargetLine
                  row={row}
                  isOpen={row.id === chosen}
                  hasCursor={row.id === cursor}
                  onOpen={(id) => go(targetPath(id))}
                />
              )}
            />
          )}
        </>
      }
      panel={
        chosen === '+' ? (
          <TargetForm id={null} onClose={close} />
        ) : (
          chosen !== null && <TargetPanel key={chosen} id={chosen} onClose={close} />
        )
      }
    />
  );
};
