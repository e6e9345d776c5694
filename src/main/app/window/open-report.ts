import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shell } from 'electron';
import { fail, ok } from '../../core/model/result.js';
import type { OpenReport } from '../../core/port/open-report.js';
import { fenceReport } from './fence-report.js';

/** Opens a report in the person's own browser, from a file of the data folder: no page of ours ever holds it. Only the last one lies there. */
export const createOpenReport =
  (dataFolder: string): OpenReport =>
  async (name, html) => {
    const folder = join(dataFolder, 'opened-report');
    try {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, name.replaceAll(/[^\w.-]/g, '-'));
      await writeFile(file, fenceReport(html), { mode: 0o600 });
      const trouble = await shell.openPath(file);
      return trouble === '' ? ok(null) : fail(`The report lies at ${file}, but no browser opened it: ${trouble}`);
    } catch (error) {
      return fail(`The report could not be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
