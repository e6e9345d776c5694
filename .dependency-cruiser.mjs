// The import rules of the architecture. Three tables say what may import what; the rules are made from them.
// tests/fences seeds a violation of every rule in a temporary tree and sees it reported by its name.

const TEST = '\\.test\\.tsx?$';
const NODE =
  '^(node:)?(assert|async_hooks|buffer|child_process|cluster|crypto|dgram|diagnostics_channel|dns|events|fs|http2?|https|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline|repl|stream|string_decoder|timers|tls|tty|url|util|v8|vm|wasi|worker_threads|zlib|test|sqlite|sea)(/|$)';
const PACKAGE = '(^|/)node_modules/';

/** A package, wherever it is installed, and also where it could not be resolved. */
const library = (name) => `(^|/)node_modules/(@types/)?${name}/|^${name}(/|$)`;

const ELECTRON = library('electron');

/** Folder -> what it may import. Whatever is not listed is forbidden. Tests beside the source are free. */
const FOLDERS = [
  { rule: 'model-and-time-stand-alone', from: '^src/main/core/(model|time)/', may: ['^src/main/core/(model|time)/'] },
  { rule: 'core-imports-only-core', from: '^src/main/core/', may: ['^src/main/core/'] },
  { rule: 'engine-imports-only-core', from: '^src/main/engine/', may: ['^src/main/(engine|core)/'] },
  { rule: 'source-stays-apart', from: '^src/main/source/', may: ['^src/main/(source|core|driver)/', NODE, PACKAGE] },
  { rule: 'store-stays-apart', from: '^src/main/store/', may: ['^src/main/(store|core|driver)/', NODE, PACKAGE] },
  { rule: 'driver-stands-alone', from: '^src/main/driver/', may: ['^src/main/driver/', NODE, PACKAGE] },
  { rule: 'channel-stays-apart', from: '^src/main/channel/', may: ['^src/main/(channel|core)/', NODE, PACKAGE] },
  { rule: 'config-stays-apart', from: '^src/main/config/', may: ['^src/main/(config|core|driver/file)/', NODE, PACKAGE] },
  { rule: 'api-stays-apart', from: '^src/main/api/', may: ['^src/main/(api|core|driver/file)/', NODE, PACKAGE] },
  {
    rule: 'platform-knows-only-ports-and-time',
    from: '^src/main/platform/',
    // Ports answer in Results: whoever implements one must be able to make one.
    may: ['^src/main/(platform|driver)/', '^src/main/core/(port|time)/', '^src/main/core/model/result\\.ts$', NODE, PACKAGE],
  },
  {
    rule: 'ipc-serves-only-the-contract',
    from: '^src/main/ipc/',
    may: ['^src/main/(ipc|core)/', '^src/preload/contract/', ELECTRON],
  },
  {
    rule: 'shell-never-imports-the-renderer',
    from: '^src/main/(app/|cli/|cli\\.ts|index\\.ts)',
    may: ['^src/main/', '^src/preload/contract/', NODE, PACKAGE],
  },
  {
    rule: 'contract-knows-only-zod-and-types',
    from: '^src/preload/contract/',
    may: ['^src/preload/contract/', '^src/main/core/(model|time)/', library('zod')],
  },
  { rule: 'preload-imports-only-the-contract', from: '^src/preload/index\\.ts$', may: ['^src/preload/', ELECTRON] },
  {
    rule: 'renderer-imports-only-the-contract',
    from: '^src/renderer/',
    may: ['^src/renderer/', '^src/preload/contract/', PACKAGE],
  },
  { rule: 'snippet-stands-alone', from: '^src/snippet/', may: ['^src/snippet/', library('web-vitals')] },
  { rule: 'ui-knows-only-react', from: '^src/renderer/ui/', may: ['^src/renderer/ui/', PACKAGE] },
  { rule: 'text-stands-alone', from: '^src/renderer/text/', may: ['^src/renderer/text/', '^src/preload/contract/', PACKAGE] },
  {
    rule: 'state-stands-below',
    from: '^src/renderer/state/',
    may: ['^src/renderer/(state|text)/', '^src/preload/contract/', PACKAGE],
  },
  {
    rule: 'query-stands-below',
    from: '^src/renderer/query/',
    may: ['^src/renderer/(query|chart|state|ui|text)/', '^src/preload/contract/', PACKAGE],
  },
  {
    rule: 'chart-stands-below',
    from: '^src/renderer/chart/',
    may: ['^src/renderer/(chart|query|state|ui|text)/', '^src/preload/contract/', PACKAGE],
  },
  {
    rule: 'feature-uses-only-what-is-below',
    from: '^src/renderer/feature/',
    may: ['^src/renderer/(feature|state|query|chart|ui|text)/', '^src/preload/contract/', PACKAGE],
  },
];

/** Package -> where it may be imported: one place, and for a parser each border. A package that is not here may not be imported by src at all. */
const LIBRARIES = [
  {
    name: 'electron',
    only: [
      '^src/main/index\\.ts$',
      '^src/main/app/(desktop\\.ts|run\\.ts|window/|tray/|updates/open\\.ts|power\\.ts|security\\.ts)',
      '^src/main/platform/electron/',
      '^src/main/ipc/serve\\.ts$',
      '^src/preload/index\\.ts$',
    ],
  },
  { name: 'electron-updater', only: ['^src/main/platform/electron/'] },
  { name: 'electron-store', only: ['^src/main/platform/electron/'] },
  { name: 'conf', only: ['^src/main/config/'] },
  { name: '@photostructure/sqlite', only: ['^src/main/store/embedded/'] },
  { name: 'hono', only: ['^src/main/api/'] },
  { name: '@hono/node-server', only: ['^src/main/api/'] },
  { name: 'pino', only: ['^src/main/platform/log\\.ts$'] },
  { name: '@aws-sdk/client-sns', only: ['^src/main/channel/sms/'] },
  { name: '@sentry/node', only: ['^src/main/platform/(node|faults)/'] },
  { name: '@sentry/electron', only: ['^src/main/platform/electron/'] },
  { name: 'tar-stream', only: ['^src/main/store/backup/'] },
  { name: 'mongodb', only: ['^src/main/(source|store|driver)/mongodb/'] },
  { name: '@slack/socket-mode', only: ['^src/main/channel/slack/'] },
  { name: '@slack/web-api', only: ['^src/main/channel/slack/'] },
  { name: 'string-width', only: ['^src/main/cli/terminal/columns\\.ts$'] },
  { name: 'wrap-ansi', only: ['^src/main/cli/terminal/columns\\.ts$'] },
  { name: 'tldts', only: ['^src/main/source/page/'] },
  { name: 'nodemailer', only: ['^src/main/channel/email/'] },
  { name: 'tough-cookie', only: ['^src/main/source/http/cookies\\.ts$'] },
  { name: 'undici', only: ['^src/main/channel/connections\\.ts$'] },
  { name: 'node-notifier', only: ['^src/main/platform/node/'] },
  { name: 'croner', only: ['^src/main/app/tray/'] },
  { name: 'yaml', only: ['^src/main/config/'] },
  { name: 'zod', only: ['^src/main/(config|api|cli/simulate)/', '^src/preload/contract/'] },
  { name: 'react', only: ['^src/renderer/'] },
  { name: 'react-dom', only: ['^src/renderer/(main\\.tsx$|app/|ui/)'] },
  { name: 'zustand', only: ['^src/renderer/state/'] },
  { name: '@tanstack/react-query', only: ['^src/renderer/(query|app)/'] },
  { name: '@tanstack/react-virtual', only: ['^src/renderer/ui/'] },
  { name: 'recharts', only: ['^src/renderer/chart/'] },
  { name: 'lucide-react', only: ['^src/renderer/(ui|app|feature|chart|query)/'] },
  { name: 'cmdk', only: ['^src/renderer/ui/'] },
  { name: 'd3-geo', only: ['^src/renderer/chart/'] },
  { name: 'topojson-client', only: ['^src/renderer/chart/'] },
  { name: 'topojson-specification', only: ['^src/renderer/chart/'] },
  { name: 'world-atlas', only: ['^src/renderer/chart/'] },
  { name: 'iso-3166-1', only: ['^src/renderer/chart/'] },
  { name: 'diff', only: ['^src/renderer/ui/'] },
  { name: 'wouter', only: ['^src/renderer/(state|app)/'] },
  { name: '@fontsource-variable/inter', only: ['^src/renderer/(main\\.tsx$|app/)'] },
  { name: '@fontsource-variable/jetbrains-mono', only: ['^src/renderer/(main\\.tsx$|app/)'] },
  { name: 'web-vitals', only: ['^src/snippet/'] },
  { name: 'tailwindcss', only: ['^src/renderer/.*\\.css$'] },
];

/** The words that name nothing: a folder called so collects what nobody placed. */
const VAGUE = '(^|/)(shared|common|utils?|helpers?|misc|lib)/';

const KNOWN_PLACES = [
  '^src/main/(index|cli)\\.ts$',
  '^src/main/(app|core|driver|engine|source|store|channel|config|api|ipc|platform|cli)/',
  '^src/preload/(index\\.ts$|contract/)',
  '^src/snippet/',
  '^src/renderer/(main\\.tsx$|index\\.html$|(app|state|query|chart|feature|ui|text|style)/)',
];

const folderRules = FOLDERS.map(({ rule, from, may }) => ({
  name: rule,
  severity: 'error',
  from: { path: from, pathNot: TEST },
  to: { pathNot: may },
}));

const libraryRules = LIBRARIES.map(({ name, only }) => ({
  name: `${name.replace(/^@/, '').replaceAll('/', '-')}-in-its-place`,
  severity: 'error',
  from: { path: '^src/', pathNot: [...only, TEST] },
  to: { path: library(name) },
}));

/** A module that may not exist under this name, whether it imports or is imported. */
const misplaced = (name, path, ...allowed) => [
  { name, severity: 'error', from: { path, pathNot: [PACKAGE, ...allowed.flat()] }, to: {} },
  { name, severity: 'error', from: {}, to: { path, pathNot: [PACKAGE, ...allowed.flat()] } },
];

export default {
  forbidden: [
    ...folderRules,
    ...libraryRules,
    {
      name: 'library-without-a-place',
      comment: 'Give the package a line in LIBRARIES (and a sentence in README).',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: PACKAGE, pathNot: ['(^|/)node_modules/@types/node/', ...LIBRARIES.map(({ name }) => library(name))] },
    },
    {
      name: 'contract-takes-types-only',
      severity: 'error',
      from: { path: '^src/preload/contract/', pathNot: TEST },
      to: { path: '^src/main/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'headless-never-reaches-electron',
      comment: 'Requiring electron in plain Node throws: nothing that the command line loads may lead there.',
      severity: 'error',
      from: { path: '^src/main/(cli\\.ts|app/(headless|compose)\\.ts)$' },
      to: { path: ELECTRON, reachable: true },
    },
    {
      name: 'feature-never-imports-another-feature',
      severity: 'error',
      from: { path: '^src/renderer/feature/([^/]+)/' },
      to: { path: '^src/renderer/feature/', pathNot: '^src/renderer/feature/$1/' },
    },
    {
      name: 'main-runs-on-dependencies',
      comment: 'Main is not bundled: what it imports must be installed with the product. Electron itself is the runtime.',
      severity: 'error',
      from: { path: '^src/main/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ELECTRON },
    },
    {
      name: 'product-never-imports-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: ['^tests/', TEST] },
    },
    { name: 'no-cycle', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'no-orphan',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: [
          '\\.d\\.ts$',
          '^src/main/(index|cli)\\.ts$',
          '^src/main/store/embedded/worker\\.ts$',
          '^src/preload/index\\.ts$',
        ],
      },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: { path: '^(src|tests)/' }, to: { couldNotResolve: true } },
    ...misplaced('no-vague-folder', VAGUE),
    // A folder that no table names would be bound by no rule.
    ...misplaced('folder-without-a-place', '^src/', KNOWN_PLACES, TEST),
    // A file called index that is not an entry collects re-exports: import from where the thing is.
    ...misplaced('no-barrel', '(^|/)index\\.[cm]?[jt]sx?$', '^src/(main|preload)/index\\.ts$'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release)/' },
    // Type imports are imports: a type of the main process in the renderer is a forbidden dependency too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types', 'style'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
