import type { UpdateFailure } from '../../../core/port/updater.js';
import { RefusedFeed } from './refused-feed.js';

/** What the library threw, in words for the person at the desk: any viewer may read them, so that places of this machine go to the log alone. */
export const failureOf = (error: unknown): UpdateFailure => {
  const detail = String(error).slice(0, 1_000);
  if (!(error instanceof Error)) return { kind: 'unreachable', text: withoutPlaces(String(error)), detail };
  const code = 'code' in error ? String(error.code) : '';
  if (error instanceof RefusedFeed) return { kind: 'refused', text: error.message };
  if (code === 'ERR_CHECKSUM_MISMATCH')
    return { kind: 'refused', text: 'what was fetched is not what the feed describes: its SHA-512 is another' };
  if (/^ERR_UPDATER_INVALID_(?:VERSION|UPDATE_INFO)$|NO_CHECKSUM|NO_FILES|INVALID_SIGNATURE/.test(code))
    return { kind: 'refused', text: withoutPlaces(error.message), detail };
  if ('statusCode' in error) return { kind: 'unreachable', text: `its server answered ${String(error.statusCode)}` };
  // What the system said of a file: "EACCES: permission denied, open '/home/…'".
  const words = 'syscall' in error ? (error.message.split(', ')[0] ?? '') : error.message;
  return { kind: 'unreachable', text: withoutPlaces(words), detail };
};

/** A path from the root of a disk, quoted or not; the path of an address is none. */
const PLACE = /(?<![\w:/.\]])(?:[A-Za-z]:)?[\\/][^\s'",]+/g;

const withoutPlaces = (text: string): string => (text.split('\n')[0] ?? text).replace(PLACE, '…').slice(0, 300);
