/** Runs one piece of work after the other, in the order in which they are asked for. */
export type Lane = <Value>(work: () => Promise<Value>) => Promise<Value>;

export const createLane = (): Lane => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
};
