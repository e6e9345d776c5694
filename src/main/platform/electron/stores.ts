import { ipcMain } from 'electron';
import Store, { type Options } from 'electron-store';

/** A store of electron-store's, without the listener that it opens for renderers: none of ours may ask for one. */
export const createStore = <Content extends Record<string, unknown>>(options: Options<Content>): Store<Content> => {
  const store = new Store<Content>(options);
  ipcMain.removeAllListeners('electron-store-get-data');
  return store;
};
