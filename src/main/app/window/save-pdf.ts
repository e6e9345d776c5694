import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { fail, ok, type Result } from '../../core/model/result.js';
import { writeWhole } from '../../driver/file/whole.js';

/** Asks where to, and keeps what the window shows there as a PDF: what its print styles make of it. Null: nowhere. */
export const savePdf = async (window: BrowserWindow, name: string): Promise<Result<string | null, string>> => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), name),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  });
  if (canceled || filePath === '') return ok(null);
  try {
    const pdf = await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true });
    await writeWhole(filePath, pdf, { folder: 'there' });
    return ok(filePath);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(`The PDF could not be written to ${filePath} (${why}). Choose another folder.`);
  }
};
