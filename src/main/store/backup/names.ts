import { readdir } from 'node:fs/promises';
import type { Kept } from '../../core/backup/rotation.js';
import { type Instant, instant } from '../../core/time/instant.js';

/** `daily` ones are rotated; `emergency` ones stay until somebody deletes them. */
export type BackupKind = 'daily' | 'emergency';

const PATTERN = /^watchroom-(emergency-)?(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.gz(\.sealed)?$/;

/** `watchroom-20261126T030000Z.tar.gz`: when it was made, in UTC, so that names sort by time. */
export const nameOf = (kind: BackupKind, at: Instant, isSealed: boolean): string => {
  const stamp = `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  return `watchroom-${kind === 'emergency' ? 'emergency-' : ''}${stamp}.tar.gz${isSealed ? '.sealed' : ''}`;
};

export const isSealedName = (name: string): boolean => name.endsWith('.sealed');

/** The finished backups of a kind that lie in a folder; none where there is no such folder. */
export const backupsIn = async (folder: string, kind: BackupKind): Promise<readonly Kept[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.flatMap((name): readonly Kept[] => {
    const [found, emergency, year, month, day, hour, minute, second] = PATTERN.exec(name) ?? [];
    if (found === undefined || (emergency !== undefined) !== (kind === 'emergency')) return [];
    const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return [{ name, at: instant(Date.UTC(y, mo - 1, d, h, mi, s)) }];
  });
};
