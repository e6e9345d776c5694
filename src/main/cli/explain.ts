import { type ExplanationBody, toExplanationBody } from '../api/body/explanation.js';
import type { Labels } from '../core/model/labels.js';
import type { RuleId } from '../core/model/rule.js';
import { parseLabels } from '../core/text/labels.js';
import type { Asked } from '../engine/explain/answer.js';
import { defaultDataFolder } from '../platform/files.js';
import { connect, NotRunningError, RefusedError } from './console/client.js';
import { explainScenario } from './explain/scenario.js';
import { explainStored } from './explain/stored.js';
import { explanationText } from './explain/text.js';
import { HEALTHY, print, readArguments, UsageError } from './terminal/terminal.js';

const EXPLAIN_HELP = `watchroom explain --rule ID [--labels a=b,…] [--at TIME] [--json] [--data DIR] [--config FILE]
watchroom explain --rule ID --scenario FILE [--labels a=b,…] [--at OFFSET] [--json]

Why did it wake me, or why did it not? Says what the rule saw, each gate on the way to being told, and the one that was closed.
It asks the running console; where none runs, it reads what was kept. With --scenario it plays FILE up to that moment.

  --rule      which rule
  --labels    which of its alerts, as form=inquiry,page=home; the worst one unless told
  --at        03:12 (the last time the site's clocks showed it), 2h ago, or 2026-01-05T03:12:00Z; now unless told.
              Of a scenario: 1:05:00 or 65m from its start; its end unless told
  --config    by which it is judged where no console runs; config.yml in the data folder unless told
  --json      as the API answers

Exit code 0: explained; 1: it cannot be told now; 2: not a known rule, alert, moment or command line.

Example: watchroom explain --rule site-down --at 03:12`;

const OPTIONS = {
  rule: { type: 'string' },
  labels: { type: 'string' },
  at: { type: 'string' },
  scenario: { type: 'string' },
  config: { type: 'string' },
  json: { type: 'boolean' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const explainCommand = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, OPTIONS, 0);
  if (values.help === true) {
    print(EXPLAIN_HELP);
    return HEALTHY;
  }
  if (values.rule === undefined) throw new UsageError('Name the rule: --rule ID.');
  const asked: Asked = { rule: values.rule as RuleId, labels: labelsOf(values.labels) };
  const body =
    values.scenario === undefined
      ? await explained(values.data ?? defaultDataFolder(), asked, values)
      : bodyOf(await explainScenario(values.scenario, asked, values.at));
  print(values.json === true ? JSON.stringify(body) : explanationText(body));
  return HEALTHY;
};

const labelsOf = (text: string | undefined): Labels | null => {
  if (text === undefined) return null;
  const labels = parseLabels(text);
  if (labels === undefined) throw new UsageError(`--labels ${text} are no labels. Write them as form=inquiry,page=home.`);
  return labels;
};

type Answer = Awaited<ReturnType<typeof explainScenario>>;

const bodyOf = (answer: Answer): ExplanationBody => {
  if (answer.ok) return toExplanationBody(answer.value);
  throw wrong(answer.error.code, answer.error.message, answer.error.field);
};

/** What was asked wrongly is said with its place on the command line. */
const wrong = (code: string, message: string, field: string | undefined): Error => {
  if (code !== 'bad-input' && code !== 'not-found') return new RefusedError(code, message);
  return new UsageError(field === undefined || message.startsWith('--') ? message : `--${field}: ${message}`);
};

/** From the running console; where none runs, from what it kept. */
const explained = async (
  dataFolder: string,
  asked: Asked,
  values: Readonly<Partial<Record<'labels' | 'at' | 'config', string | undefined>>>,
): Promise<ExplanationBody> => {
  const query = new URLSearchParams({ rule: asked.rule });
  if (values.labels !== undefined) query.set('labels', values.labels);
  if (values.at !== undefined) query.set('at', values.at);
  try {
    return (await (await connect(dataFolder)).get(`/api/monitoring/explain?${query}`)) as ExplanationBody;
  } catch (error) {
    if (error instanceof RefusedError) throw wrong(error.code, error.message, undefined);
    if (!(error instanceof NotRunningError)) throw error;
    const stored = await explainStored(dataFolder, values.config ?? null, asked, values.at);
    if (stored === null) throw error;
    return bodyOf(stored);
  }
};
