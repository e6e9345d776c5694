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
}

/** The pages in the order of the rail, and the keys that go there. */
export const PAGES: readonly PageLink[] = [
  { path: '/', name: 'Overview', icon: Gauge, keys: 'g o' },
  { path: '/alerts', name: 'Alerts', icon: Bell, keys: 'g a' },
  { path: '/targets', name: 'Targets', icon: Activity, keys: 'g t' },
  { path: '/objectives', name: 'Service levels', icon: Goal, keys: 'g l' },
  { path: '/performance', name: 'Performance', icon: Zap, keys: 'g p' },
  { path: '/business', name: 'Business', icon: ChartNoAxesCombined, keys: 'g b' },
  { path: '/infrastructure', name: 'Infrastructure', icon: HardDrive, keys: 'g i' },
  { path: '/handover', name: 'Handover', icon: Handshake, keys: 'g h' },
  { path: '/report', name: 'Report', icon: FileChartColumn, keys: 'g d' },
  { path: '/wall', name: 'Wallboard', icon: Tv, keys: 'g w' },
  { path: '/rules', name: 'Rules', icon: Scale, keys: 'g r' },
  { path: '/settings', name: 'Settings', icon: Settings, keys: 'g s' },
  { path: '/system', name: 'System', icon: Server, keys: 'g y' },
];

/** Whether a path is that page or something within it. */
export const isWithin = (path: string, page: PageLink): boolean =>
  page.path === '/' ? path === '/' : path === page.path || path.startsWith(`${page.path}/`);
