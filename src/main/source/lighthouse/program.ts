import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../core/model/result.js';
import { isProgram, onPath, type Variables } from '../../driver/chromium/program.js';

/** The Lighthouse that is on this machine, and what runs it. */
export interface LighthouseProgram {
  /** Node. */
  readonly node: string;
  /** The script of its command. */
  readonly script: string;
  readonly version: string;
}

/** Its command has stood still since this version, which is also the last one for Node 20. */
const LEAST_MAJOR = 12;
const TRIED_VERSION = '12.8.2';

/** Where it may be, from nearest to farthest. `toolFolder` is the desk's own. */
export const findLighthouse = async (toolFolder: string, variables: Variables): Promise<Result<LighthouseProgram, string>> => {
  const node = findNode(variables);
  if (node === null) {
    return fail('Lighthouse runs in Node, which is not on the PATH: install Node 20.19 or later, and start Watchroom again.');
  }
  for (const folder of [
    ...above(import.meta.dirname),
    join(toolFolder, 'node_modules', 'lighthouse'),
    ...(await installed(variables)),
  ]) {
    const version = await versionIn(folder);
    if (version !== null) return ok({ node, script: join(folder, 'cli', 'index.js'), version });
  }
  return fail(
    `Lighthouse ${LEAST_MAJOR} or later is not on this machine: it is large, so it is installed only where it is wanted, by: npm install --prefix "${toolFolder}" lighthouse@${TRIED_VERSION}`,
  );
};

/** The runtime of the desktop app runs no scripts but its own: that is switched off in it. */
const findNode = (variables: Variables): string | null =>
  process.versions.electron === undefined
    ? process.execPath
    : (onPath(['node'], variables, process.platform).find(isProgram) ?? null);

/** Beside us, as packages are looked for. Inside an archive nothing can be run. */
const above = (folder: string): readonly string[] => {
  const parent = dirname(folder);
  if (folder.includes('.asar')) return [];
  return [join(folder, 'node_modules', 'lighthouse'), ...(parent === folder ? [] : above(parent))];
};

/** Where the command on the PATH really lies, as `npm install --global` puts it. */
const installed = async (variables: Variables): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const place of onPath(['lighthouse'], variables, process.platform)) {
    const script = await realpath(place).catch(() => null);
    if (script !== null) found.push(dirname(dirname(script)));
  }
  return found;
};

const versionIn = async (folder: string): Promise<string | null> => {
  try {
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
    const isFit = name === 'lighthouse' && typeof version === 'string' && Number.parseInt(version, 10) >= LEAST_MAJOR;
    return isFit ? version : null;
  } catch {
    return null;
  }
};
