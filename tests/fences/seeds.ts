/** One forbidden thing: the file that does it, and the rule that must name it. */
export interface Seed {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

let count = 0;

/** A new file in `folder` that imports `from`. */
const seed = (rule: string, folder: string, from: string, kind: 'value' | 'type' = 'value'): Seed => {
  count += 1;
  const statement = kind === 'type' ? `import type * as it from '${from}';\nexport type It = typeof it;` : `import '${from}';`;
  return { rule, file: `${folder}/seed-${count}.ts`, text: `${statement}\n` };
};

/** From a folder `depth` levels below src. */
const up = (depth: number, path: string): string => `${'../'.repeat(depth)}${path}`;

const ADAPTERS = [
  { rule: 'source-stays-apart', folder: 'src/main/source/http', module: 'main/source/http/source.js' },
  { rule: 'store-stays-apart', folder: 'src/main/store/memory', module: 'main/store/embedded/worker.js' },
  { rule: 'channel-stays-apart', folder: 'src/main/channel/desktop', module: 'main/channel/desktop/seed-channel.js' },
  { rule: 'config-stays-apart', folder: 'src/main/config/schema', module: 'main/config/text.js' },
  { rule: 'api-stays-apart', folder: 'src/main/api/routes', module: 'main/api/server.js' },
];

const OUTSIDE_AN_ADAPTER = [
  'main/engine/turn.js',
  'main/platform/clock.js',
  'main/ipc/serve.js',
  'main/app/compose.js',
  'preload/contract/calls.js',
  'renderer/text/time.js',
];

const driver = ['main/core/model/alert.js', 'main/store/error.js', 'main/source/http/source.js', 'main/platform/clock.js'].map(
  (path) => seed('driver-stands-alone', 'src/main/driver/mongodb', up(3, path)),
);

/** What drives a database or a browser belongs to those that look and keep; the others know only how a file is written. */
const driven = ADAPTERS.filter(({ rule }) => /^(channel|config|api)-/.test(rule)).map(({ rule, folder }) =>
  seed(rule, folder, up(3, 'main/driver/mongodb/seed-client.js')),
);

const adapters = ADAPTERS.flatMap(({ rule, folder, module }) => [
  ...ADAPTERS.filter((other) => other.module !== module).map((other) => seed(rule, folder, up(3, other.module))),
  ...OUTSIDE_AN_ADAPTER.map((path) => seed(rule, folder, up(3, path))),
  seed('electron-in-its-place', folder, 'electron'),
]);

const CORE = 'src/main/core/alert';
const core = [
  ...[
    'zod',
    'node:fs',
    'fs',
    'electron',
    up(3, 'main/engine/turn.js'),
    up(3, 'main/platform/clock.js'),
    up(3, 'main/config/text.js'),
  ].map((from) => seed('core-imports-only-core', CORE, from)),
  seed('core-imports-only-core', CORE, up(3, 'main/platform/clock.js'), 'type'),
  ...['../alert/advance.js', '../port/clock.js', 'node:crypto', 'zod'].flatMap((from) => [
    seed('model-and-time-stand-alone', 'src/main/core/model', from),
    seed('model-and-time-stand-alone', 'src/main/core/time', from),
  ]),
  seed('model-and-time-stand-alone', 'src/main/core/model', '../port/clock.js', 'type'),
];

const engine = [
  'electron',
  'node:timers',
  'zod',
  '../source/http/source.js',
  '../store/embedded/worker.js',
  '../channel/desktop/seed-channel.js',
  '../config/text.js',
  '../api/server.js',
  '../platform/clock.js',
  '../ipc/serve.js',
  '../app/compose.js',
].map((from) => seed('engine-imports-only-core', 'src/main/engine', from));

const shell = [
  ...['../source/http/source.js', '../config/text.js', '../api/server.js', '../engine/turn.js', '../core/model/alert.js'].map(
    (from) => seed('platform-knows-only-ports-and-time', 'src/main/platform', from),
  ),
  ...[
    '../source/http/source.js',
    '../store/embedded/worker.js',
    '../config/text.js',
    '../api/server.js',
    '../engine/turn.js',
    'node:fs',
  ].map((from) => seed('ipc-serves-only-the-contract', 'src/main/ipc', from)),
  ...['src/main/app', 'src/main/cli'].map((folder) =>
    seed('shell-never-imports-the-renderer', folder, up(2, 'renderer/text/time.js')),
  ),
  ...['src/main/cli', 'src/main/app/launch'].map((folder) => seed('electron-in-its-place', folder, 'electron')),
  { rule: 'electron-in-its-place', file: 'src/main/app/compose.ts', text: "import 'electron';\n" },
  { rule: 'headless-never-reaches-electron', file: 'src/main/cli.ts', text: "import './app/desktop.js';\n" },
  {
    rule: 'headless-never-reaches-electron',
    file: 'src/main/app/headless.ts',
    text: "export const later = () => import('./desktop.js');\n",
  },
  seed('main-runs-on-dependencies', 'src/main/api', 'recharts'),
];

const contract = [
  ...[
    'node:path',
    'electron',
    up(2, 'main/core/alert/advance.js'),
    up(2, 'main/engine/turn.js'),
    up(2, 'renderer/text/time.js'),
  ].map((from) => seed('contract-knows-only-zod-and-types', 'src/preload/contract', from)),
  seed('contract-takes-types-only', 'src/preload/contract', up(2, 'main/core/time/instant.js')),
  { rule: 'preload-imports-only-the-contract', file: 'src/preload/index.ts', text: "import '../main/core/model/alert.js';\n" },
];

const renderer = [
  ...['main/core/model/alert.js', 'main/engine/turn.js', 'main/app/compose.js', 'preload/index.js'].map((from) =>
    seed('renderer-imports-only-the-contract', 'src/renderer/app', up(2, from)),
  ),
  seed('renderer-imports-only-the-contract', 'src/renderer/state', up(2, 'main/core/model/alert.js'), 'type'),
  ...['node:fs', 'path'].map((from) => seed('renderer-imports-only-the-contract', 'src/renderer/query', from)),
  seed('electron-in-its-place', 'src/renderer/app', 'electron'),
  seed('feature-never-imports-another-feature', 'src/renderer/feature/overview', '../alerts/list.js'),
  seed('feature-uses-only-what-is-below', 'src/renderer/feature/overview', '../../app/frame.js'),
  ...['../feature/alerts/list.js', '../state/mirror.js', '../query/history.js', '../chart/line.js', '../text/time.js'].map(
    (from) => seed('ui-knows-only-react', 'src/renderer/ui', from),
  ),
  seed('ui-knows-only-react', 'src/renderer/ui', up(2, 'preload/contract/calls.js'), 'type'),
  seed('text-stands-alone', 'src/renderer/text', '../state/mirror.js'),
  seed('snippet-stands-alone', 'src/snippet', '../renderer/text/time.js'),
  seed('state-stands-below', 'src/renderer/state', '../feature/alerts/list.js'),
  seed('query-stands-below', 'src/renderer/query', '../feature/alerts/list.js'),
  seed('chart-stands-below', 'src/renderer/chart', '../feature/alerts/list.js'),
];

/** Each package, once, where it does not belong. */
const libraries = [
  ['electron-store', 'src/main/config'],
  ['electron-updater', 'src/main/app'],
  ['web-vitals', 'src/renderer/app'],
  ['conf', 'src/main/app'],
  ['@photostructure/sqlite', 'src/main/store/memory'],
  ['hono', 'src/main/app'],
  ['@hono/node-server', 'src/main/ipc'],
  ['pino', 'src/main/platform/node'],
  ['node-notifier', 'src/main/channel/desktop'],
  ['undici', 'src/main/channel/webhook'],
  ['tough-cookie', 'src/main/source/feed'],
  ['croner', 'src/main/channel/desktop'],
  ['@aws-sdk/client-sns', 'src/main/channel/email'],
  ['tldts', 'src/main/source/http'],
  ['string-width', 'src/main/api'],
  ['wrap-ansi', 'src/main/api'],
  ['mongodb', 'src/main/engine'],
  ['tar-stream', 'src/main/store/embedded'],
  ['@sentry/node', 'src/main/app'],
  ['@sentry/electron', 'src/main/platform/node'],
  ['@slack/socket-mode', 'src/main/app'],
  ['@slack/web-api', 'src/main/channel/webhook'],
  ['nodemailer', 'src/main/channel/slack'],
  ['yaml', 'src/main/cli'],
  ['zod', 'src/main/source/http'],
  ['react', 'src/main/app'],
  ['react-dom', 'src/renderer/feature/alerts'],
  ['zustand', 'src/renderer/ui'],
  ['@tanstack/react-query', 'src/renderer/feature/alerts'],
  ['@tanstack/react-virtual', 'src/renderer/feature/alerts'],
  ['recharts', 'src/renderer/feature/alerts'],
  ['lucide-react', 'src/renderer/text'],
  ['cmdk', 'src/renderer/feature/alerts'],
  ['d3-geo', 'src/renderer/feature/performance'],
  ['topojson-client', 'src/renderer/feature/performance'],
  ['topojson-specification', 'src/renderer/feature/performance'],
  ['world-atlas', 'src/renderer/feature/performance'],
  ['iso-3166-1', 'src/renderer/feature/performance'],
  ['diff', 'src/renderer/feature/settings'],
  ['wouter', 'src/renderer/text'],
  ['@fontsource-variable/inter', 'src/renderer/ui'],
  ['@fontsource-variable/jetbrains-mono', 'src/renderer/ui'],
  ['tailwindcss', 'src/renderer/ui'],
].map(([name = '', folder = '']) => seed(`${name.replace(/^@/, '').replaceAll('/', '-')}-in-its-place`, folder, name));

const everywhere: Seed[] = [
  seed('library-without-a-place', 'src/main/source/http', 'vite'),
  seed('product-never-imports-tests', 'src/main/app', up(3, 'tests/support/seed-fake.js')),
  seed('product-never-imports-tests', 'src/renderer/app', '../text/seed-time.test.js'),
  seed('resolvable', 'src/main/app', './nowhere.js'),
  seed('no-vague-folder', 'src/main/store/common', '../embedded/worker.js'),
  seed('no-vague-folder', 'src/renderer/feature/utils', '../../text/time.js'),
  seed('folder-without-a-place', 'src/main/manager', '../engine/turn.js'),
  { rule: 'no-barrel', file: 'src/renderer/ui/index.ts', text: "export { Button } from './button.js';\n" },
  {
    rule: 'no-cycle',
    file: 'src/main/core/rule/seed-a.ts',
    text: "import type { B } from './seed-b.js';\nexport type A = B[];\n",
  },
  { rule: 'no-orphan', file: 'src/main/core/rule/seed-alone.ts', text: 'export const alone = 1;\n' },
];

/** Every forbidden import of the architecture's table. */
export const IMPORTS: readonly Seed[] = [
  ...driver,
  ...driven,
  ...adapters,
  ...core,
  ...engine,
  ...shell,
  ...contract,
  ...renderer,
  ...libraries,
  ...everywhere,
];

/** What the forbidden imports above point at, beside the clean product. */
export const BYSTANDERS: Readonly<Record<string, string>> = {
  'src/main/core/rule/seed-b.ts': "import type { A } from './seed-a.js';\nexport type B = A[];\n",
  'src/main/channel/desktop/seed-channel.ts': 'export const channel = 1;\n',
  'src/main/driver/mongodb/seed-client.ts': 'export const client = 1;\n',
  'src/renderer/text/seed-time.test.ts': "import './time.js';\n",
  'tests/support/seed-fake.ts': 'export const fake = 1;\n',
};

const ambient = (folder: string, name: string, rule: string, expression: string): Seed => ({
  rule,
  file: `${folder}/seed-${name}.ts`,
  text: `export const found = () => ${expression};\n`,
});

const GLOBALS = {
  timeout: 'setTimeout(() => 1, 1)',
  interval: 'setInterval(() => 1, 1)',
  process: 'process.env',
  fetch: "fetch('https://example.org')",
  performance: 'performance.now()',
  crypto: 'crypto.randomUUID()',
  global: 'globalThis.Date',
};
const PLAIN_ES = {
  now: 'Date.now()',
  'new-date': 'new Date()',
  'date-text': 'Date()',
  'now-by-name': "Date['now']()",
  random: 'Math.random()',
};

/** What the linter must see; `plugin` is the linter's name for a rule of our own. */
export const LINT: readonly Seed[] = [
  ...['src/main/core/rule', 'src/main/engine'].flatMap((folder) => [
    ...Object.entries(GLOBALS).map(([name, text]) => ambient(folder, name, 'lint/style/noRestrictedGlobals', text)),
    ...Object.entries(PLAIN_ES).map(([name, text]) => ambient(folder, name, 'plugin', text)),
    { rule: 'plugin', file: `${folder}/seed-alias.ts`, text: 'const It = Date;\nexport const found = () => It.now();\n' },
    {
      rule: 'plugin',
      file: `${folder}/seed-part.ts`,
      text: 'const { random } = Math;\nexport const found = () => random();\n',
    },
  ]),
  ...['src/main/source/http', 'src/main/store/memory', 'src/main/api', 'src/renderer/feature/alerts'].map((folder) =>
    ambient(folder, 'now', 'plugin', 'Date.now()'),
  ),
  { rule: 'lint/style/noDefaultExport', file: 'src/main/app/seed-default.ts', text: 'export default 1;\n' },
  {
    rule: 'lint/performance/noBarrelFile',
    file: 'src/main/core/seed-barrel.ts',
    text: "export { advance } from './alert/advance.js';\n",
  },
  { rule: 'lint/suspicious/noExplicitAny', file: 'src/main/app/seed-any.ts', text: 'export const loose = (x: any) => x;\n' },
  {
    rule: 'lint/suspicious/noTsIgnore',
    file: 'src/main/app/seed-ignore.ts',
    text: '// @ts-ignore\nexport const n: number = "1";\n',
  },
  { rule: 'lint/suspicious/noConsole', file: 'src/main/engine/seed-console.ts', text: "console.log('here');\n" },
  {
    rule: 'lint/style/useNodejsImportProtocol',
    file: 'src/main/api/seed-fs.ts',
    text: "import { rm } from 'fs';\nexport const gone = rm;\n",
  },
];

/** What the compiler must see in the engine's core, where no global of any runtime has a type. */
export const TYPES: readonly Seed[] = [
  { rule: 'TS2322', file: 'src/main/core/rule/seed-number.ts', text: "export const n: number = 'one';\n" },
  {
    rule: 'TS2532',
    file: 'src/main/core/rule/seed-index.ts',
    text: 'export const first = (xs: number[]): string => xs[0].toString();\n',
  },
  { rule: 'TS2304', file: 'src/main/core/rule/seed-timer.ts', text: 'setTimeout(() => 1, 1);\nexport {};\n' },
  { rule: 'TS2591', file: 'src/main/core/rule/seed-process.ts', text: 'export const e = process.env;\n' },
];

/** What nothing uses. `rule` is the group of the report that must name the file. */
export const UNUSED: readonly Seed[] = [
  { rule: 'files', file: 'src/main/core/rule/seed-forgotten.ts', text: 'export const forgotten = 1;\n' },
  { rule: 'files', file: 'src/renderer/style/seed-forgotten.css', text: '' },
  {
    rule: 'exports',
    file: 'src/main/core/alert/advance.ts',
    text: 'export const advance = () => 1;\nexport const unusedExport = 2;\n',
  },
  {
    rule: 'types',
    file: 'src/main/core/port/clock.ts',
    text: 'export interface Clock {\n  now(): number;\n}\nexport type UnusedType = 1;\n',
  },
];
