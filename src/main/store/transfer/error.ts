/** Why a store was not moved, and what the person who asked can do. The store that it was to be moved from is as it was. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
  constructor(
    readonly code: 'occupied' | 'other-source' | 'different' | 'waiting',
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}
