import { stat } from 'node:fs/promises';
import type { Backtest } from '../core/model/backtest.js';
import type { Config } from '../core/model/config.js';
import type { Rule } from '../core/model/rule.js';
import type { Store } from '../core/port/journal.js';
import { after, type Instant } from '../core/time/instant.js';
import { backtest } from '../engine/replay/backtest.js';
import type { Evidence } from '../engine/replay/evidence.js';
import { systemClock } from '../platform/clock.js';
import { defaultDataFolder } from '../platform/files.js';
import { type Configured, readConfigured } from './backtest/configured.js';
import { readCsvHistory } from './backtest/csv-history.js';
import { backtestBody, backtestText } from './backtest/print.js';
import { readRange } from './backtest/range.js';
import { findRule, type Wanted } from './backtest/rule-file.js';
import { openStoredHistory } from './open-store.js';
import { HEALTHY, print, readArguments, UsageError } from './terminal/terminal.js';

const BACKTEST_HELP = `watchroom backtest --rule ID|FILE [--from TIME] [--to TIME] [--data FILE.csv] [--config FILE] [--json]

Plays recorded history through the engine, and says how often a rule would have fired and paged, at night, for how
long, and what it would have caught and missed of what people called real or noise. Sends nothing, changes nothing,
and works beside a running console.

  --rule ID      a rule of the configuration
  --rule FILE    one rule as it would stand under rules: compared with the configured one of the same id
  --from, --to   2026-01-31T09:00 or 2026-01-31, in the site's time zone; --from also as a length such as 14d
                 (default: as far back as single samples are kept, until now)
  --data FILE    another history: columns timestamp,value and perhaps series; or a data folder (default: this
                 account's; WATCHROOM_DATA)
  --config FILE  the configuration (default: config.yml in the data folder; WATCHROOM_CONFIG)

What people did is done again at its time: acknowledged, resolved, reopened, suppressed.
Exit code 0; 2 where rule, range or history is not there or not valid.

Example: watchroom backtest --rule slow-pages.yml --from 14d`;

const OPTIONS = {
  rule: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  data: { type: 'string' },
  config: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

interface Asked {
  readonly rule: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly csv: string | null;
  readonly dataFolder: string;
  readonly configFile: string | null;
}

export const backtestCommand = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, OPTIONS, 0);
  if (values.help === true) {
    print(BACKTEST_HELP);
    return HEALTHY;
  }
  if (values.rule === undefined) throw new UsageError('Name the rule: --rule ID, or --rule FILE.');
  const isFolder = values.data !== undefined && (await isDirectory(values.data));
  const csv = isFolder ? null : (values.data ?? null);
  const report = await run({
    rule: values.rule,
    from: values.from,
    to: values.to,
    csv,
    dataFolder: isFolder && values.data !== undefined ? values.data : defaultDataFolder(),
    configFile: values.config ?? fromEnvironment('WATCHROOM_CONFIG'),
  });
  if (typeof report === 'string') throw new UsageError(report);
  print(
    values.json === true ? JSON.stringify(backtestBody(report)) : backtestText(report, csv === null ? 'desk' : 'elsewhere'),
  );
  return HEALTHY;
};

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const fromEnvironment = (name: string): string | null => {
  const text = process.env[name]?.trim() ?? '';
  return text === '' ? null : text;
};

/** The report, or why there is none. */
const run = async (asked: Asked): Promise<Backtest | string> => {
  const configured = await readConfigured(asked.configFile, asked.dataFolder);
  const wanted = await findRule(asked.rule, configured);
  const history = await openHistory(asked, configured, wanted);
  if (history === null) return `There is no history in ${asked.dataFolder}: no console has run there. ${OTHERWISE}`;
  try {
    const { timeZone: zone } = configured.config.site;
    const range = readRange({ ...history, from: asked.from, to: asked.to, zone });
    // A rule that is turned off is played as if it were not: else there were nothing to tell of it.
    const config = wanted.proposed === null ? turnedOn(configured.config, wanted) : configured.config;
    const report = await backtest({
      ...range,
      store: history.store,
      configured: config,
      proposed: wanted.proposed,
      rule: wanted.rule,
      breathe: () => null,
    });
    return isEmpty(report, ruleOf(configured.config, wanted)) ? sayEmpty(report, asked) : report;
  } finally {
    await history.store.stop();
  }
};

const OTHERWISE = 'Name its data folder or a recorded series: --data DIR, or --data FILE.csv.';

interface Opened {
  readonly store: Store & Evidence;
  readonly first: Instant;
  readonly last: Instant;
}

const openHistory = async ({ csv, dataFolder }: Asked, configured: Configured, wanted: Wanted): Promise<Opened | null> => {
  if (csv !== null) {
    const { store, first, last, every } = await readCsvHistory(csv, ruleOf(configured.config, wanted));
    return { store: { ...store, foreign: { every } }, first, last: after(last, 1) };
  }
  const store = await openStoredHistory(dataFolder);
  const now = systemClock().now();
  return store === null ? null : { store, first: after(now, -configured.config.retention.raw), last: now };
};

const ruleOf = (config: Config, { rule, proposed }: Wanted): Rule =>
  (proposed ?? config).rules.find(({ id }) => id === rule) as Rule;

const turnedOn = (config: Config, { rule }: Wanted): Config => ({
  ...config,
  rules: config.rules.map((one) => (one.id === rule ? { ...one, enabled: true } : one)),
});

/** Silence is what some rules wait for. */
const isEmpty = ({ evidence }: Backtest, { when }: Rule): boolean =>
  evidence.samples + evidence.rolledUp === 0 && when.test.kind !== 'absent';

const sayEmpty = ({ rule, evidence }: Backtest, { csv, dataFolder }: Asked): string => {
  const [from, to] = [evidence.from, evidence.to].map((at) => new Date(at).toISOString());
  return `Nothing that the rule ${rule} looks at was recorded in ${csv ?? dataFolder} from ${from} to ${to}. Choose another range with --from and --to, or another history with --data.`;
};
