import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useView } from '../state/console.js';
import { usePath } from '../state/place.js';
import { prefer, usePreferences } from '../state/preferences.js';
import { names } from '../ui/class-names.js';
import { Kbd } from '../ui/kbd.js';
import { isWithin, PAGES, type PageLink } from './pages.js';

const COUNT_LOOKS = {
  critical: 'bg-critical-fill text-on-accent',
  warning: 'bg-warning-soft text-warning ring-1 ring-warning/50',
  info: 'bg-info-soft text-info ring-1 ring-info/50',
} as const;

const FiringCount = () => {
  const firing = useView((view) => view.watch.firing);
  const n = firing.critical + firing.warning + firing.info;
  if (n === 0) return null;
  return (
    <span
      className={names(
        'ml-auto rounded-full px-1.5 text-small font-semibold',
        COUNT_LOOKS[firing.critical > 0 ? 'critical' : firing.warning > 0 ? 'warning' : 'info'],
      )}
    >
      {n > 999 ? '999+' : n}
      <span className="sr-only"> firing</span>
    </span>
  );
};

/** Regular care that nobody has done for too long: a number in grey, for no one is to hurry. */
const OverdueCount = () => {
  const n = useView((view) => view.system.calendar?.overdue ?? 0);
  if (n === 0) return null;
  return (
    <span
      className="ml-auto rounded-full px-1.5 text-small text-soft ring-1 ring-line-strong/60 [&+span]:ml-0"
      title={`Of the calendar, ${n} overdue`}
    >
      {n}
      <span className="sr-only"> overdue in the calendar</span>
    </span>
  );
};

const Item = ({ page, isNarrow }: { page: PageLink; isNarrow: boolean }) => {
  const isHere = isWithin(usePath(), page);
  const Icon = page.icon;
  return (
    <li className={names(page.isFirst && 'mt-1.5 border-t border-line pt-1.5')}>
      <a
        href={`#${page.path}`}
        aria-current={isHere ? 'page' : undefined}
        title={isNarrow ? page.name : undefined}
        className={names(
          'group flex h-9 items-center gap-2.5 rounded-md px-2.5 font-medium [@media(max-height:760px)]:h-7.5',
          isHere ? 'bg-selected text-ink' : 'text-soft hover:bg-hover hover:text-ink',
        )}
      >
        <Icon size={17} aria-hidden="true" className={names('shrink-0', isHere && 'text-accent')} />
        <span className={names(isNarrow && 'sr-only')}>{page.name}</span>
        {page.path === '/alerts' && !isNarrow && <FiringCount />}
        {page.path === '/system' && !isNarrow && <OverdueCount />}
        {page.path !== '/alerts' && !isNarrow && (
          <span className="ml-auto hidden text-faint group-hover:inline group-focus-visible:inline">
            <Kbd keys={page.keys} />
          </span>
        )}
      </a>
    </li>
  );
};

/** The way to the pages. Folds to icons; their names stay for screen readers and on hover. */
export const Rail = () => {
  const isNarrow = usePreferences((preferences) => preferences.rail === 'narrow');
  const Fold = isNarrow ? PanelLeftOpen : PanelLeftClose;
  return (
    <nav
      aria-label="Pages"
      className={names('flex shrink-0 flex-col border-r border-line bg-surface p-2', isNarrow ? 'w-14' : 'w-48')}
    >
      <ul className="-m-1 flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto p-1">
        {PAGES.map((page) => (
          <Item key={page.path} page={page} isNarrow={isNarrow} />
        ))}
      </ul>
      <button
        type="button"
        aria-label={isNarrow ? 'Unfold the rail' : 'Fold the rail'}
        title={isNarrow ? 'Unfold' : 'Fold'}
        onClick={() => prefer({ rail: isNarrow ? 'wide' : 'narrow' })}
        className="flex h-9 items-center gap-2.5 rounded-md px-2.5 text-faint hover:bg-hover hover:text-ink"
      >
        <Fold size={17} aria-hidden="true" />
      </button>
    </nav>
  );
};
