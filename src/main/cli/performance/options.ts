import { readArguments, UsageError } from '../terminal/terminal.js';

/** The command line of `watchroom performance`. */
export interface Given {
  readonly what: string;
  readonly urls: readonly string[];
  readonly runs: number | null;
  readonly form: 'mobile' | 'desktop' | null;
  readonly limits: string | null;
  readonly reports: string | null;
  readonly summary: string | null;
  readonly hours: number;
  readonly watch: boolean;
  readonly allowUnsandboxed: boolean;
  readonly config: string | null;
  readonly dataFolder: string;
  readonly asJson: boolean;
}

const OPTIONS = {
  runs: { type: 'string' },
  form: { type: 'string' },
  limits: { type: 'string' },
  reports: { type: 'string' },
  summary: { type: 'string' },
  timeframe: { type: 'string', default: '24' },
  watch: { type: 'boolean' },
  'allow-unsandboxed': { type: 'boolean' },
  config: { type: 'string' },
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const MOST_URLS = 100;

/** Null where help is asked for. Rejects with a `UsageError` what cannot be meant. */
export const readGiven = (args: readonly string[], dataFolder: string): Given | null => {
  const { values, positionals } = readArguments(args, OPTIONS, MOST_URLS + 1);
  if (values.help === true) return null;
  const [what = '', ...urls] = positionals;
  return {
    what,
    urls: urls.map(urlOf),
    runs: values.runs === undefined ? null : runsOf(values.runs),
    form: values.form === undefined ? null : formOf(values.form),
    limits: values.limits ?? null,
    reports: values.reports ?? null,
    summary: values.summary ?? null,
    hours: hoursOf(values.timeframe),
    watch: values.watch === true,
    allowUnsandboxed: values['allow-unsandboxed'] === true,
    config: values.config ?? null,
    dataFolder: values.data ?? dataFolder,
    asJson: values.json === true,
  };
};

const urlOf = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url.href;
  throw new UsageError(`“${text}” is no web address: write for example https://www.example.org/.`);
};

const runsOf = (text: string): number => {
  if (/^([1-9]|1[0-5])$/.test(text)) return Number(text);
  throw new UsageError(`“${text}” is no number of runs: 1–15.`);
};

const formOf = (text: string): 'mobile' | 'desktop' => {
  if (text === 'mobile' || text === 'desktop') return text;
  throw new UsageError(`“${text}” is no form: mobile or desktop.`);
};

const hoursOf = (text: string): number => {
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= 8_760) return Number(text);
  throw new UsageError(`“${text}” is no timeframe: whole hours, 1–8760.`);
};
