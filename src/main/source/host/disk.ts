import { stat, statfs } from 'node:fs/promises';
import { dirname, parse, resolve } from 'node:path';
import type { Measure } from '../../core/model/reading.js';

/** How full the disks are that matter here: the system's own, and the one that holds `folder`. One that cannot be asked is left out. */
export const readDisks = async (folder: string): Promise<readonly Measure[]> => {
  const root = parse(resolve(folder)).root;
  const mounts = new Set([await mountOf(root), await mountOf(resolve(folder))]);
  const measures = await Promise.all([...mounts].map(readDisk));
  return measures.filter((measure) => measure !== null);
};

const readDisk = async (mount: string | null): Promise<Measure | null> => {
  if (mount === null) return null;
  try {
    const { blocks, bfree, bavail } = await statfs(mount);
    const used = blocks - bfree;
    // As df counts: blocks kept back for the system's administrator are neither used nor free for us.
    return blocks === 0 ? null : { name: 'host_disk_used_ratio', labels: { mount }, value: used / (used + bavail) };
  } catch {
    return null;
  }
};

/** The highest folder above `path` that is on the same device: where that device is mounted. Null where the path cannot be seen. */
const mountOf = async (path: string): Promise<string | null> => {
  const device = await deviceOf(path);
  if (device === null) return null;
  let mount = path;
  while (dirname(mount) !== mount && (await deviceOf(dirname(mount))) === device) mount = dirname(mount);
  return mount;
};

const deviceOf = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).dev;
  } catch {
    return null;
  }
};
