import type { TargetRow } from '../../../preload/contract/views.js';
import { Heartbeat } from '../../chart/heartbeat.js';
import { useTargets } from '../../state/console.js';
import { count, quantity } from '../../text/quantity.js';
import { sayTarget } from '../../text/states.js';
import { worstFirst } from '../../text/worst-first.js';
import { names } from '../../ui/class-names.js';
import { ToneIcon } from '../../ui/mark.js';

const MOST = 20;
/** So few have room for larger letters. */
const FEW = 12;

const GROUNDS: Readonly<Record<string, string>> = {
  critical: 'border-critical bg-critical-soft',
  warning: 'border-warning bg-warning-soft',
  unseen: 'border-line-strong hatch',
};

/** Every target as a tile with its heartbeat, the worst first. */
export const TargetsPanel = () => {
  const rows = worstFirst(useTargets());
  if (rows.length === 0) return <p className="text-wall-state font-semibold">Nothing is watched yet.</p>;
  const rest = rows.slice(MOST);
  const calm = rest.filter((row) => sayTarget(row).tone === 'good').length;
  return (
    <div className="flex h-full flex-col gap-[1vw]">
      <ul className="grid flex-1 auto-rows-fr grid-cols-4 gap-[0.8vw]">
        {rows.slice(0, MOST).map((row) => (
          <Tile key={row.id} row={row} size={rows.length > FEW ? 'small' : 'large'} />
        ))}
      </ul>
      {rest.length > 0 && (
        <p className="text-wall-small text-soft">
          and {count(rest.length, 'more target')}, {calm === rest.length ? 'all up' : `${calm} of them up`}
        </p>
      )}
    </div>
  );
};

const Tile = ({ row, size }: { row: TargetRow; size: 'large' | 'small' }) => {
  const { tone, word } = sayTarget(row);
  const value = row.state === 'up' && row.responseSeconds !== null ? quantity(row.responseSeconds, '_seconds') : word;
  const isLarge = size === 'large';
  return (
    <li
      className={names(
        'flex min-h-0 min-w-0 flex-col justify-center gap-[0.5vw] rounded-md border-2 px-[1vw] py-[0.5vw]',
        GROUNDS[tone] ?? 'border-line bg-surface',
      )}
    >
      <span
        className={names(
          'flex min-w-0 flex-wrap items-center gap-x-[0.6vw]',
          tone === 'unseen' && 'rounded-md bg-surface px-1',
          isLarge ? 'text-wall-text' : 'text-wall-small',
        )}
      >
        <span className="shrink-0 [&>svg]:size-[1em]">
          <ToneIcon tone={tone} />
        </span>
        <span className="min-w-0 flex-1 truncate font-semibold">{row.name}</span>
        <span className={names('shrink-0 text-wall-small', isLarge && 'w-full')}>{value}</span>
      </span>
      <div className={isLarge ? '[&_svg]:h-[3.2vw]' : '[&_svg]:h-[1.6vw]'}>
        <Heartbeat row={row} most={24} />
      </div>
    </li>
  );
};
