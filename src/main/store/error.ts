/**
 * - `from-the-future`: written by a newer version. - `outdated`: written by an older one, and opened only for reading.
 * - `missing`: nothing there to read. - `locked`: another process writes it. - `diverged`: another desk wrote what this one had not seen.
 * - `unfinished`: it is being filled out of another one. - `other-store`: not the one for which this desk keeps what waits.
 * - `unreachable`, `refused`, `too-old`: of a server that does not answer, does not let us in, or cannot do what is needed.
 */
export type StoreOpenCode =
  | 'from-the-future'
  | 'outdated'
  | 'missing'
  | 'corrupt'
  | 'unwritable'
  | 'locked'
  | 'unfinished'
  | 'diverged'
  | 'other-store'
  | 'disk-full'
  | 'unreachable'
  | 'refused'
  | 'too-old'
  | 'failed';

/** Why a store could not be opened, and what the person who started it can do. Nothing on the disk was changed. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';
  constructor(
    readonly code: StoreOpenCode,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** - `invalid`: a commit that no store could give back. - `taken`: another has taken over the right to write. - `failed`: none of the others; the cause says more. */
export type StoreErrorCode = 'invalid' | 'taken' | 'disk-full' | 'corrupt' | 'unwritable' | 'read-only' | 'closed' | 'failed';

/** Why an open store could not do what it was asked to. What it was asked to write was not written. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The right to write has gone to another desk. */
export const takenOver = (): StoreError => new StoreError('taken', 'another Watchroom has taken over this MongoDB');
