import type { Outbox } from '../embedded/outbox.js';
import { withinWait } from './answer-wait.js';
import { refuseOther } from './belong.js';
import type { Collections } from './collections.js';
import type { Connection } from './connect.js';
import { type Lease, takeLease } from './lease.js';
import { beginTerm, noteDesk } from './meta.js';
import { type Session, takeUp } from './session.js';
import type { Tenure } from './tenure.js';
import { refuseUnfinished } from './unfinished.js';

export interface LeadParts {
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly token: () => string;
  /** Of one that fills the store: told as soon as the lead is held, before anything is written. A desk refuses a store that is not whole. */
  readonly filling?: ((collections: Collections) => Promise<void>) | undefined;
}

/** The lead of one term, and the store as it was taken up in it. */
export interface Lead {
  readonly lease: Lease;
  readonly session: Session;
}

/** Each of these is one small question: a server that takes longer is looked for anew. */
const inTime = <Value>(question: Promise<Value>): Promise<Value> => withinWait(question, 10_000);

/**
 * Takes the lead, and with it the store. Rejects with a `StoreOpenError` where another leads, or where the store is another's or not whole;
 * the lead is given back then.
 */
export const takeLead = async ({ connection, outbox, token, filling }: LeadParts, tenure: Tenure): Promise<Lead> => {
  if (filling === undefined) {
    await inTime(refuseOther(connection.collections, outbox));
    await inTime(refuseUnfinished(connection.collections));
  }
  const given = tenure.asking();
  // Should it be given later than that: the same desk may take it again.
  const lease = await inTime(takeLease(connection.collections, outbox.desk, token()));
  const collections = { ...connection.collections, term: lease.term };
  try {
    // Somebody may have begun to fill it while the lead was asked for.
    await (filling ?? refuseUnfinished)(collections);
    await inTime(beginTerm(collections));
    await inTime(noteDesk(collections, outbox.desk, outbox.count()));
    const session = await takeUp(collections, outbox.desk, token);
    given();
    return { lease, session };
  } catch (error) {
    await inTime(lease.release()).catch(() => undefined);
    throw error;
  }
};
