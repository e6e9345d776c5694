import type { CalendarInterval, CalendarPlace, CalendarTask } from '../model/calendar.js';

const page = (name: string, path: string): CalendarPlace => ({ name, path, section: null });
const settings = (name: string, section: string): CalendarPlace => page(`Settings, ${name}`, `/settings/${section}`);
const system = (section: string): CalendarPlace => ({ name: `System, ${section}`, path: '/system', section });

const weekly: readonly Omit<CalendarTask, 'interval'>[] = [
  {
    id: 'rule-quality',
    title: 'How good the rules are',
    what: 'What fired most, how much of it was noise, and whether a limit should move.',
    place: page('Rules, how good they are', '/rules/='),
    command: 'npm run monitoring:alerts',
  },
  {
    id: 'suppressions',
    title: 'What is suppressed',
    what: 'Anything that was suppressed and still is: end it, or say why it stays.',
    place: system('Suppressions'),
    command: null,
  },
  {
    id: 'comprehensive-report',
    title: 'The whole report',
    what: 'Read it once from top to bottom, the parts too that never fire.',
    place: page('Report', '/report'),
    command: 'npm run monitoring:comprehensive',
  },
];

const monthly: readonly Omit<CalendarTask, 'interval'>[] = [
  {
    id: 'service-levels',
    title: 'Service levels',
    what: 'Every level against its target, and whether the target is still the right one.',
    place: page('Service levels', '/objectives'),
    command: null,
  },
  {
    id: 'baselines',
    title: 'Baselines',
    what: 'Those that still learn, or follow a change that is over: let them learn anew.',
    place: page('Rules', '/rules'),
    command: null,
  },
  {
    id: 'playbooks',
    title: 'Playbooks',
    what: 'Those of the month’s alerts: did their first steps help?',
    place: page('Alerts', '/alerts'),
    command: null,
  },
];

const quarterly: readonly Omit<CalendarTask, 'interval'>[] = [
  {
    id: 'fire-drill',
    title: 'A fire drill',
    what: 'Practise the whole escalation, and mend what nobody could be reached by.',
    place: system('Fire drill'),
    command: 'watchroom drill',
  },
  {
    id: 'channels',
    title: 'Channels',
    what: 'Names, addresses and tokens of every channel: do the people still work here?',
    place: system('Notifications'),
    command: null,
  },
  {
    id: 'escalation',
    title: 'Escalation',
    what: 'Who is told at each level, and after how long.',
    place: settings('Escalation', 'escalation'),
    command: null,
  },
  {
    id: 'restore',
    title: 'A restore',
    what: 'The newest backup into an empty folder: a backup is as good as its last restore.',
    place: null,
    command: 'watchroom restore',
  },
];

const yearly: readonly Omit<CalendarTask, 'interval'>[] = [
  {
    id: 'standard',
    title: 'The standard itself',
    what: 'Its limits and service levels: are they still what clients are promised?',
    place: settings('Service levels', 'objectives'),
    command: null,
  },
  {
    id: 'access',
    title: 'Who may do what',
    what: 'Tokens and roles: take back what nobody uses.',
    place: settings('API and access', 'access'),
    command: null,
  },
  {
    id: 'retention',
    title: 'Retention',
    what: 'How long everything is kept, against what you must keep and what you may.',
    place: settings('Store and retention', 'store'),
    command: null,
  },
];

const every = (interval: CalendarInterval, tasks: readonly Omit<CalendarTask, 'interval'>[]): readonly CalendarTask[] =>
  tasks.map((task) => ({ ...task, interval }));

/** The regular care of the watch: the one list that console, report and documentation show. */
export const CALENDAR_TASKS: readonly CalendarTask[] = [
  ...every('weekly', weekly),
  ...every('monthly', monthly),
  ...every('quarterly', quarterly),
  ...every('yearly', yearly),
];
