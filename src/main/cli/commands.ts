import { nearest } from '../core/text/nearest.js';

type Command = (args: readonly string[]) => Promise<number>;

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command; one is loaded only when it is asked for. */
export const COMMANDS = {
  start: {
    summary: 'start the console (--headless: for a browser)',
    load: async () => (await import('./start.js')).startCommand,
  },
  demo: {
    summary: 'a site to break, and a console that watches it',
    load: async () => (await import('./demo.js')).demoCommand,
  },
  monitoring: {
    summary: 'ask the running console: enterprise, dashboard, alerts, test-alert, health-check, comprehensive',
    load: async () => (await import('./monitoring.js')).monitoringCommand,
  },
  performance: {
    summary: 'audit pages, check budgets, print figures: audit, budget, monitor, ci',
    load: async () => (await import('./performance.js')).performanceCommand,
  },
  explain: {
    summary: 'why an alert woke somebody at a moment, or why it did not',
    load: async () => (await import('./explain.js')).explainCommand,
  },
  'check-config': {
    summary: 'what is wrong with a configuration, and where',
    load: async () => (await import('./check-config.js')).checkConfigCommand,
  },
  export: {
    summary: 'write the configuration as YAML',
    load: async () => (await import('./configuration.js')).exportCommand,
  },
  import: {
    summary: 'give the running console a configuration',
    load: async () => (await import('./configuration.js')).importCommand,
  },
  drill: {
    summary: 'practise the escalation with the real people, and say who was reached',
    load: async () => (await import('./drill.js')).drillCommand,
  },
  preview: {
    summary: 'how a message would look, channel by channel; sends nothing',
    load: async () => (await import('./preview.js')).previewCommand,
  },
  simulate: {
    summary: 'play a scenario through the engine on a virtual clock',
    load: async () => (await import('./simulate.js')).simulateCommand,
  },
  backtest: {
    summary: 'what a rule would have done over recorded history',
    load: async () => (await import('./backtest.js')).backtestCommand,
  },
  score: {
    summary: 'score each row of a series (CSV) by how unusual it is',
    load: async () => (await import('./score.js')).scoreCommand,
  },
  infrastructure: {
    summary: 'make what a desk needs, and check all of it: init, health',
    load: async () => (await import('./infrastructure.js')).infrastructureCommand,
  },
  backup: {
    summary: 'copy everything that is kept into one file, also while the console hangs',
    load: async () => (await import('./backup.js')).backupCommand,
  },
  restore: {
    summary: 'give a data folder what a backup holds',
    load: async () => (await import('./restore.js')).restoreCommand,
  },
  logs: {
    summary: 'what the console wrote down: errors, monitoring',
    load: async () => (await import('./logs.js')).logsCommand,
  },
  token: {
    summary: 'a token for the API, or an address that signs a browser in',
    load: async () => (await import('./token.js')).tokenCommand,
  },
  'verify-audit': {
    summary: 'whether anyone has changed the audit trail',
    load: async () => (await import('./verify-audit.js')).verifyAuditCommand,
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type CommandName = keyof typeof COMMANDS;

/** The command that someone who typed `name` most likely meant. */
export const nearestCommand = (name: string): string | null => nearest(name, Object.keys(COMMANDS)) ?? null;

export const helpText = (): string => `watchroom COMMAND [OPTIONS]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(16)}${summary}`)
  .join('\n')}

Each says more with --help. Exit codes: 0 healthy, 1 unhealthy, 2 not a known command line, or it cannot start.

Example: watchroom start --headless --port 3100`;
