import { nearest } from '../core/text/nearest.js';
import type { Row } from './completion/scripts.js';

type Command = (args: readonly string[]) => Promise<number>;

interface Entry {
  readonly summary: string;
  /** Its words (`a|b`, or `FILE`) and options (`--name`, `--name=VALUE`), but `--help`, which all take. */
  readonly takes: string;
  readonly load: () => Promise<Command>;
}

/** Every command; one is loaded only when it is asked for. */
export const COMMANDS = {
  start: {
    summary: 'start the console (--headless: for a browser)',
    takes: '--headless --config=FILE --data=DIR --port=N',
    load: async () => (await import('./start.js')).startCommand,
  },
  demo: {
    summary: 'a site to break, and a console that watches it',
    takes: '--headless --profile=NAME --store=URI --port=N --site-port=N',
    load: async () => (await import('./demo.js')).demoCommand,
  },
  monitoring: {
    summary: 'ask the running console: enterprise, dashboard, alerts, test-alert, health-check, comprehensive',
    takes:
      'enterprise|dashboard|alerts|test-alert|health-check|comprehensive --json --data=DIR --timeframe=HOURS --html=FILE --over=LENGTH --ends=MONTH',
    load: async () => (await import('./monitoring.js')).monitoringCommand,
  },
  performance: {
    summary: 'audit pages, check budgets, print figures: audit, budget, monitor, ci',
    takes:
      'audit|budget|monitor|ci --runs=N --form=FORM --limits=FILE --reports=DIR --summary=FILE --timeframe=HOURS --watch --allow-unsandboxed --config=FILE --data=DIR --json',
    load: async () => (await import('./performance.js')).performanceCommand,
  },
  explain: {
    summary: 'why an alert woke somebody at a moment, or why it did not',
    takes: '--rule=ID --labels=LABELS --at=TIME --scenario=FILE --config=FILE --json --data=DIR',
    load: async () => (await import('./explain.js')).explainCommand,
  },
  'check-config': {
    summary: 'what is wrong with a configuration, and where',
    takes: 'FILE --json',
    load: async () => (await import('./check-config.js')).checkConfigCommand,
  },
  export: {
    summary: 'write the configuration as YAML',
    takes: 'FILE --data=DIR',
    load: async () => (await import('./configuration.js')).exportCommand,
  },
  import: {
    summary: 'give the running console a configuration',
    takes: 'FILE --data=DIR',
    load: async () => (await import('./configuration.js')).importCommand,
  },
  drill: {
    summary: 'practise the escalation with the real people, and say who was reached',
    takes: '--over=LENGTH --report --json --data=DIR',
    load: async () => (await import('./drill.js')).drillCommand,
  },
  calendar: {
    summary: 'the regular care of the watch: what is due, and noting what is done',
    takes: 'done|undo --note=TEXT --json --data=DIR',
    load: async () => (await import('./calendar.js')).calendarCommand,
  },
  preview: {
    summary: 'how a message would look, channel by channel; sends nothing',
    takes: 'email|slack|sms|desktop|webhook --example=NAME --config=FILE --html --json --data=DIR',
    load: async () => (await import('./preview.js')).previewCommand,
  },
  simulate: {
    summary: 'play a scenario through the engine on a virtual clock',
    takes: 'FILE --format=FORMAT --verdicts',
    load: async () => (await import('./simulate.js')).simulateCommand,
  },
  backtest: {
    summary: 'what a rule would have done over recorded history',
    takes: '--rule=FILE --from=TIME --to=TIME --data=DIR --config=FILE --json',
    load: async () => (await import('./backtest.js')).backtestCommand,
  },
  score: {
    summary: 'score each row of a series (CSV) by how unusual it is',
    takes: 'FILE',
    load: async () => (await import('./score.js')).scoreCommand,
  },
  infrastructure: {
    summary: 'make what a desk needs, and check all of it: init, health',
    takes: 'init|health --data=DIR --json',
    load: async () => (await import('./infrastructure.js')).infrastructureCommand,
  },
  store: {
    summary: 'move all that is kept to MongoDB, or back: migrate',
    takes: 'migrate --to=PLACE --allow-insecure --data=DIR --json',
    load: async () => (await import('./store.js')).storeCommand,
  },
  backup: {
    summary: 'copy everything that is kept into one file, also while the console hangs',
    takes: '--emergency --to=DIR --passphrase-env=NAME --data=DIR --json',
    load: async () => (await import('./backup.js')).backupCommand,
  },
  restore: {
    summary: 'give a data folder what a backup holds',
    takes: 'FILE --data=DIR --to=ADDRESS --allow-insecure --dry-run --passphrase-env=NAME --json',
    load: async () => (await import('./restore.js')).restoreCommand,
  },
  logs: {
    summary: 'what the console wrote down: errors, monitoring',
    takes: 'errors|monitoring --lines=N --json --data=DIR',
    load: async () => (await import('./logs.js')).logsCommand,
  },
  token: {
    summary: 'a token for the API, or an address that signs a browser in',
    takes: '--sign-in --name=NAME --role=ROLE --data=DIR',
    load: async () => (await import('./token.js')).tokenCommand,
  },
  'verify-audit': {
    summary: 'whether anyone has changed the audit trail',
    takes: '--data=DIR --json',
    load: async () => (await import('./verify-audit.js')).verifyAuditCommand,
  },
  completion: {
    summary: 'what makes a shell complete these commands: bash, zsh, fish',
    takes: 'bash|zsh|fish',
    load: async (): Promise<Command> => (await import('./completion.js')).completionOf(commandRows()),
  },
} as const satisfies Readonly<Record<string, Entry>>;

const commandRows = (): readonly Row[] =>
  Object.entries(COMMANDS).map(([name, { summary, takes }]) => ({ name, summary, takes }));

export type CommandName = keyof typeof COMMANDS;

/** The command that someone who typed `name` most likely meant. */
export const nearestCommand = (name: string): string | null => nearest(name, Object.keys(COMMANDS)) ?? null;

export const helpText = (): string => `watchroom COMMAND [OPTIONS]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(16)}${summary}`)
  .join('\n')}

Each says more with --help. Exit codes: 0 healthy, 1 unhealthy, 2 not a known command line, or it cannot start.

Example: watchroom start --headless --port 3100`;
