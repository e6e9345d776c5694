import { StoreError } from '../error.js';

/** How long a commit waits for its answer: less than an engine waits for its store. */
const ANSWER_WAIT = 6_000;

/** A server that does not answer must not keep an engine waiting. */
export const withinWait = async <Value>(work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreError('failed', 'MongoDB took too long to answer')), ANSWER_WAIT);
  });
  try {
    return await Promise.race([work, overdue]);
  } finally {
    clearTimeout(timer);
  }
};
