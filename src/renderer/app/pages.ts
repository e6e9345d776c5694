import {
  Activity,
  Bell,
  ChartNoAxesCombined,
  FileChartColumn,
  Gauge,
  Goal,
  Handshake,
  HardDrive,
  type LucideIcon,
  Scale,
  Server,
  Settings,
  Tv,
  Zap,
} from 'lucide-react';

export interface PageLink {
  readonly path: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly keys: string;
  /** It begins a group of its own in the rail. */
  readonly isFirst?: boolean;
  /** What of the page is not as it was known at a minute of the past that is shown; left out: all of it is. */
  readonly past?: string;
}

const RANGED = 'Of then, the last 24 hours are kept. Over another range this page shows what is known today.';
const TODAY = 'Of this page nothing is recorded: it shows what is known today.';

/** The pages in the order of the rail, and the keys that go there. */
export const PAGES: readonly PageLink[] = [
  {
    path: '/',
    name: 'Overview',
    icon: Gauge,
    keys: 'g o',
    past: 'What is marked “today” is as it is known today, not then: figures over another range than 24 hours.',
  },
  {
    path: '/alerts',
    name: 'Alerts',
    icon: Bell,
    keys: 'g a',
    past: 'The list holds what was open then, and what had ended in the 24 hours before. A timeline ends at this minute; what became of its messages is as it is known today.',
  },
  {
    path: '/targets',
    name: 'Targets',
    icon: Activity,
    keys: 'g t',
    past: 'Charts end at this minute. Uptime figures, reports and evidence are as they are known today.',
  },
  { path: '/objectives', name: 'Service levels', icon: Goal, keys: 'g l', isFirst: true },
  { path: '/performance', name: 'Performance', icon: Zap, keys: 'g p', past: RANGED },
  { path: '/business', name: 'Business', icon: ChartNoAxesCombined, keys: 'g b', past: RANGED },
  { path: '/infrastructure', name: 'Infrastructure', icon: HardDrive, keys: 'g i' },
  {
    path: '/handover',
    isFirst: true,
    name: 'Handover',
    icon: Handshake,
    keys: 'g h',
    past: 'A handover is of now: what is open and who has it, as it is known today.',
  },
  { path: '/report', name: 'Report', icon: FileChartColumn, keys: 'g d', past: TODAY },
  {
    path: '/wall',
    name: 'Wallboard',
    icon: Tv,
    keys: 'g w',
    past: 'A wallboard shows what is now.',
  },
  {
    path: '/rules',
    isFirst: true,
    name: 'Rules',
    icon: Scale,
    keys: 'g r',
    past: 'States are of then. Settings, the quality of alerts and what is usual are as they are known today.',
  },
  { path: '/settings', name: 'Settings', icon: Settings, keys: 'g s', past: 'Settings are shown as they are today.' },
  {
    path: '/system',
    name: 'System',
    icon: Server,
    keys: 'g y',
    past: 'Channels, the store, observed time and suppressions are of then. Sources, messages, the audit trail, the calendar and drills are as they are known today.',
  },
];

/** Whether a path is that page or something within it. */
export const isWithin = (path: string, page: PageLink): boolean =>
  page.path === '/' ? path === '/' : path === page.path || path.startsWith(`${page.path}/`);
