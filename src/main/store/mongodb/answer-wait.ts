import { StoreError } from '../error.js';

/** How long a commit waits for the server's answer, in milliseconds: less than an engine waits for its store. */
const ANSWER_WAIT = 6_000;

/**
 * The work's own outcome; rejects with a `StoreError` where the server takes longer than `most` milliseconds. The work goes on all the same.
 */
export const withinWait = async <Value>(work: Promise<Value>, most = ANSWER_WAIT): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreError('failed', 'MongoDB took too long to answer')), most);
  });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
};
