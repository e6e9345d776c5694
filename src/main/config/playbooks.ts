import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Playbook } from '../core/model/playbook.js';
import type { Playbooks } from '../core/port/playbooks.js';
import { idsIn } from './disk.js';

/** Reads every playbook of the resources folder, once. Rejects where the folder cannot be read. */
export const readPlaybooks = async (resourcesFolder: string): Promise<Playbooks> => {
  const folder = join(resourcesFolder, 'playbooks');
  const ids = await idsIn(folder, '.md');
  const all = await Promise.all(ids.map(async (id) => playbookOf(id, await readFile(join(folder, `${id}.md`), 'utf8'))));
  const byId = new Map(all.map((playbook) => [playbook.id, playbook]));
  const titles = all.map(({ id, title }) => ({ id, title })).sort((a, b) => (a.title < b.title ? -1 : 1));
  return { list: () => titles, read: (id) => byId.get(id) ?? null };
};

/** The first line is the title, as `# Site down`. */
const playbookOf = (id: string, written: string): Playbook => {
  const [, title, text] = /^# ([^\n]+)\n([\s\S]*)$/.exec(written.replaceAll('\r\n', '\n')) ?? [];
  return { id, title: title?.trim() ?? id, text: text?.trim() ?? written };
};

const STEP = /^\d+\.\s+(.*)$/;

/** What a playbook says to look at first, step by step and as plain text; empty where there is no such playbook. */
export const firstStepsOf =
  (playbooks: Playbooks) =>
  (id: string): readonly string[] => {
    const [, inside = ''] = /^## Look first\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(playbooks.read(id)?.text ?? '') ?? [];
    return inside.split('\n').flatMap((line) => {
      const step = STEP.exec(line)?.[1];
      return step === undefined ? [] : [step.replaceAll(/[*`]/g, '')];
    });
  };
