/** A product in small: every kind of import that the architecture allows, once. No fence may complain of it. */
export const CLEAN: Readonly<Record<string, string>> = {
  'src/main/core/time/instant.ts': 'export type Instant = number;\n',
  'src/main/core/model/alert.ts':
    "import type { Instant } from '../time/instant.js';\nexport interface Alert {\n  readonly firedAt: Instant;\n}\n",
  'src/main/core/port/clock.ts':
    "import type { Instant } from '../time/instant.js';\nexport interface Clock {\n  now(): Instant;\n}\n",
  'src/main/core/alert/advance.ts':
    "import type { Alert } from '../model/alert.js';\nimport type { Instant } from '../time/instant.js';\n" +
    'export const advance = (_alert: Alert | null, now: Instant): Alert => ({ firedAt: new Date(now).getTime() });\n',
  'src/main/engine/turn.ts':
    "import { advance } from '../core/alert/advance.js';\nimport type { Clock } from '../core/port/clock.js';\n" +
    'export const turn = (clock: Clock) => advance(null, clock.now());\n',
  'src/main/source/http/source.ts':
    "import { get } from 'node:https';\nimport type { Clock } from '../../core/port/clock.js';\n" +
    'export const createHttpSource = (clock: Clock) => ({ clock, get });\n',
  'src/main/store/embedded/worker.ts':
    "import { DatabaseSync } from '@photostructure/sqlite';\nnew DatabaseSync(':memory:').close();\n",
  'src/main/config/text.ts':
    "import { parse } from 'yaml';\nimport { z } from 'zod';\nimport { writeWhole } from '../driver/file/whole.js';\n" +
    'export const read = (text: string) => [z.unknown().parse(parse(text)), writeWhole];\n',
  'src/main/driver/file/whole.ts':
    "import { rename } from 'node:fs/promises';\nexport const writeWhole = (draft: string, file: string) => rename(draft, file);\n",
  'src/main/api/server.ts':
    "import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\nexport const listen = () => serve(new Hono());\n",
  'src/main/platform/clock.ts':
    "import type { Clock } from '../core/port/clock.js';\nexport const systemClock = (): Clock => ({ now: () => Date.now() });\n",
  'src/main/platform/log.ts': "import { pino } from 'pino';\nexport const createLog = () => pino();\n",
  'src/main/platform/node/popups.ts':
    "import notifier from 'node-notifier';\nexport const popUp = (title: string) => notifier.notify({ title });\n",
  'src/main/platform/electron/settings.ts':
    "import Store from 'electron-store';\nexport const openStore = () => new Store();\n",
  'src/main/ipc/serve.ts':
    "import { ipcMain } from 'electron';\nimport { CALLS } from '../../preload/contract/calls.js';\n" +
    'export const serve = () => ipcMain.handle(Object.keys(CALLS).join(), () => null);\n',
  'src/main/app/compose.ts':
    "import { createHttpSource } from '../source/http/source.js';\nimport { turn } from '../engine/turn.js';\n" +
    "import { listen } from '../api/server.js';\nimport { read } from '../config/text.js';\n" +
    "import { systemClock } from '../platform/clock.js';\nimport { createLog } from '../platform/log.js';\n" +
    "export const compose = () => [createHttpSource(systemClock()), turn(systemClock()), listen(), read(''), createLog()];\n",
  'src/main/app/headless.ts':
    "import { popUp } from '../platform/node/popups.js';\nimport { compose } from './compose.js';\n" +
    "export const runHeadless = () => [compose(), popUp('on')];\n",
  'src/main/app/desktop.ts':
    "import { app } from 'electron';\nimport { serve } from '../ipc/serve.js';\nimport { openStore } from '../platform/electron/settings.js';\n" +
    "import { compose } from './compose.js';\nexport const runDesktop = () => [app, serve(), openStore(), compose()];\n",
  'src/main/index.ts': "import { runDesktop } from './app/desktop.js';\nrunDesktop();\n",
  'src/main/cli.ts': "import { runHeadless } from './app/headless.js';\nrunHeadless();\n",
  'src/preload/contract/calls.ts':
    "import { z } from 'zod';\nimport type { Alert } from '../../main/core/model/alert.js';\n" +
    'export const CALLS = { firedAt: z.number() };\nexport type Row = Alert;\n',
  'src/preload/index.ts':
    "import { contextBridge } from 'electron';\nimport { CALLS } from './contract/calls.js';\n" +
    "contextBridge.exposeInMainWorld('watchroom', Object.keys(CALLS));\n",
  'src/renderer/main.tsx':
    "import { createRoot } from 'react-dom/client';\nimport { Frame } from './app/frame.js';\n" +
    'createRoot(document.body).render(<Frame />);\n',
  'src/renderer/app/frame.tsx':
    "import { AlertList } from '../feature/alerts/list.js';\nexport const Frame = () => <AlertList />;\n",
  'src/renderer/feature/alerts/list.tsx':
    "import { Line } from '../../chart/line.js';\nimport { useHistory } from '../../query/history.js';\nimport { useMirror } from '../../state/mirror.js';\n" +
    "import { ago } from '../../text/time.js';\nimport { Button } from '../../ui/button.js';\n" +
    'export const AlertList = () => {\n  const row = useMirror();\n  useHistory();\n' +
    '  return (\n    <Button>\n      <Line />\n      {ago(row.firedAt)}\n    </Button>\n  );\n};\n',
  'src/renderer/state/mirror.ts':
    "import { create } from 'zustand';\nimport type { Row } from '../../preload/contract/calls.js';\n" +
    'export const useMirror = create<Row>(() => ({ firedAt: 0 }));\n',
  'src/renderer/query/history.ts':
    "import { useQuery } from '@tanstack/react-query';\nexport const useHistory = () => useQuery({ queryKey: ['history'] });\n",
  'src/renderer/chart/line.tsx': "import { LineChart } from 'recharts';\nexport const Line = () => <LineChart />;\n",
  'src/renderer/ui/button.tsx':
    "import type { ReactNode } from 'react';\nexport const Button = ({ children }: { children: ReactNode }) => <b>{children}</b>;\n",
  'src/renderer/text/time.ts': 'export const ago = (at: number) => new Date(at).toISOString();\n',
};

/** What the clean product's package.json names: what it imports, no more. */
export const CLEAN_PACKAGES = [
  '@hono/node-server',
  '@photostructure/sqlite',
  '@tanstack/react-query',
  'electron',
  'electron-store',
  'hono',
  'node-notifier',
  'pino',
  'react',
  'react-dom',
  'recharts',
  'yaml',
  'zod',
  'zustand',
];
