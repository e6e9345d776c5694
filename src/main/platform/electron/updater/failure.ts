import type { UpdateFailure } from '../../../core/port/updater.js';
import { RefusedFeed } from './signed-feed.js';

/** What the library threw, in words for the person at the desk. */
export const failureOf = (error: unknown): UpdateFailure => {
  if (!(error instanceof Error)) return { kind: 'unreachable', text: String(error) };
  const code = 'code' in error ? String(error.code) : '';
  if (error instanceof RefusedFeed) return { kind: 'refused', text: error.message };
  if (code === 'ERR_CHECKSUM_MISMATCH')
    return { kind: 'refused', text: 'what was fetched is not what the feed describes: its SHA-512 is another' };
  if (/^ERR_UPDATER_INVALID_(?:VERSION|UPDATE_INFO)$|NO_CHECKSUM|NO_FILES|INVALID_SIGNATURE/.test(code))
    return { kind: 'refused', text: firstLine(error.message) };
  if ('statusCode' in error) return { kind: 'unreachable', text: `its server answered ${String(error.statusCode)}` };
  return { kind: 'unreachable', text: firstLine(error.message) };
};

const firstLine = (text: string): string => (text.split('\n')[0] ?? text).slice(0, 300);
