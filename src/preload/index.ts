import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { BRIDGE, CALL_CHANNEL, PUSH_CHANNEL } from './contract/names.js';
import type { Push } from './contract/pushes.js';

/** All that the console's page gets from its shell. The page never sees `ipcRenderer`, nor an event of it. */
const bridge = Object.freeze({
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(CALL_CHANNEL, String(name), input),
  onPush: (listener: (push: Push) => void): (() => void) => {
    const forward = (_event: IpcRendererEvent, push: Push): void => listener(push);
    ipcRenderer.on(PUSH_CHANNEL, forward);
    return () => {
      ipcRenderer.off(PUSH_CHANNEL, forward);
    };
  },
  about: () => ({ shell: 'desktop', platform: process.platform }),
});

// A page inside the page must not get the bridge, even where one could be made.
if (process.isMainFrame) contextBridge.exposeInMainWorld(BRIDGE, bridge);
