/** Rejects once the signal is given: a server that says nothing is not waited for until its own limit. */
export const cutOff = (signal: AbortSignal): { readonly off: Promise<never>; forget(): void } => {
  let listener = (): void => undefined;
  const off = new Promise<never>((_, reject) => {
    listener = () => reject(new Error('cut off'));
    if (signal.aborted) listener();
    signal.addEventListener('abort', listener, { once: true });
  });
  return { off, forget: () => signal.removeEventListener('abort', listener) };
};
