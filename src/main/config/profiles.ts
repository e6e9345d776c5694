import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Profiles } from './context.js';
import { idsIn } from './disk.js';
import { profileV1 } from './schema/v1.js';
import { parseText } from './text.js';
import { validate } from './validate.js';

/** The parts of the resources folder that the configuration refers to. */
export interface Shipped {
  readonly profiles: Profiles;
  /** Ids of the playbooks. */
  readonly playbooks: readonly string[];
}

/** Reads the profiles and the names of the playbooks from the resources folder. Rejects where a shipped file is broken: that is a bug. */
export const readShipped = async (resourcesFolder: string): Promise<Shipped> => ({
  profiles: Object.fromEntries(await readProfiles(join(resourcesFolder, 'profiles'))),
  playbooks: await idsIn(join(resourcesFolder, 'playbooks'), '.md'),
});

const readProfiles = async (folder: string): Promise<readonly (readonly [string, Profiles[string]])[]> => {
  const names = await idsIn(folder, '.yml');
  return Promise.all(
    names.map(async (name) => [name, parseProfile(name, await readFile(join(folder, `${name}.yml`), 'utf8'))] as const),
  );
};

const parseProfile = (name: string, text: string): Profiles[string] => {
  const { value, faults } = parseText(text);
  const validated = faults.length > 0 ? { ok: false as const, findings: faults } : validate(profileV1, value);
  if (validated.ok) return validated.value;
  const [first] = validated.findings;
  throw new Error(`the profile ${name} is broken at ${first?.path.join('.') ?? 'its beginning'}: ${first?.message ?? ''}`);
};
