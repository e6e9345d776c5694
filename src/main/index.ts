import { join } from 'node:path';
import { app } from 'electron';
import { compose } from './app/compose.js';
import { readFlags } from './app/flags.js';
import { runDesktop } from './app/run.js';
import { settleAtHome } from './app/updates/home.js';
import { listenForAsked } from './app/window/asked.js';
import { claimScheme } from './app/window/page.js';

const flags = readFlags(process.argv.slice(1), process.env);

app.setName('Watchroom');
// Chromium's own files lie apart from ours; the single-instance lock lies there too, so it holds per data folder.
app.setPath('userData', join(flags.dataFolder, 'desktop'));
app.setAppUserModelId('org.watchroom.console');
// Chromium refuses its sandbox to root, and then needs --no-sandbox, which this call would take back.
if (process.getuid?.() !== 0) app.enableSandbox();
// The console speaks en-GB; so do the fields for date and time, which the browser draws.
app.commandLine.appendSwitch('lang', 'en-GB');
claimScheme();
const asked = listenForAsked(process.argv.slice(1), flags.configFile);

// Not awaited: Electron becomes ready only once this module has run through.
if (app.requestSingleInstanceLock()) {
  const home = settleAtHome(flags.dataFolder, app.isPackaged);
  if (home === false) app.exit(0);
  else void app.whenReady().then(() => runDesktop({ flags, compose, asked, ...home }));
} else app.exit(0);
