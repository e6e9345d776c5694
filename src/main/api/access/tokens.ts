import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiToken } from '../../core/model/config.js';
import { writeWhole } from '../../driver/file/whole.js';

/** Hex SHA-256, as the configuration keeps it. Tokens are random, so one round is enough. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 256 random bits that survive a copy and a paste. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Looks at every token however early one fits, so that the time taken tells nothing. */
export const findToken = (token: string, tokens: readonly ApiToken[]): ApiToken | undefined => {
  const hash = Buffer.from(hashToken(token), 'hex');
  let found: ApiToken | undefined;
  for (const candidate of tokens) {
    const other = Buffer.from(candidate.hash, 'hex');
    if (other.length === hash.length && timingSafeEqual(other, hash)) found = candidate;
  }
  return found;
};

const ADMIN_TOKEN_FILE = 'admin-token';

/**
 * The token by which the commands on this machine ask, made at the first start; only its owner can read it.
 * Rejects where the folder cannot be written.
 */
export const adminToken = async (dataFolder: string): Promise<string> => {
  const path = join(dataFolder, ADMIN_TOKEN_FILE);
  const kept = await readFile(path, 'utf8').catch(absent);
  if (kept !== null && kept.trim().length >= 32) {
    await chmod(path, 0o600);
    return kept.trim();
  }
  const token = newSecret();
  await writeWhole(path, `${token}\n`);
  return token;
};

const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};
