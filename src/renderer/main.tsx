import './style/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { httpTransport } from './state/http.js';
import { findBridge, ipcTransport } from './state/ipc.js';
import { createMirror, followMain } from './state/mirror.js';
import { goNow, shownPath } from './state/place.js';
import { wearTheme } from './state/preferences.js';
import { wallClock } from './text/now.js';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

wearTheme(document.documentElement);
const bridge = findBridge(window);
const transport = bridge === undefined ? httpTransport() : ipcTransport(bridge);
const mirror = createMirror();
followMain(transport, mirror, { now: wallClock, onShow: (page) => goNow(shownPath(page)), retryAfter: 3_000 });

createRoot(root).render(
  <StrictMode>
    <App mirror={mirror} transport={transport} />
  </StrictMode>,
);
