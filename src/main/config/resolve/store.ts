import type { StorePlan } from '../../core/port/store-plan.js';
import { type Environment, overlay } from '../environment.js';
import type { ConfigDocument } from '../schema/v1.js';
import { documentV1 } from '../schema/v1.js';
import { validate } from '../validate.js';

export const resolveStore = ({ store }: ConfigDocument): StorePlan =>
  store?.kind === 'mongodb'
    ? {
        kind: 'mongodb',
        uri: store.uri,
        allowInsecure: store.allowInsecure ?? false,
        desk: store.desk ?? null,
        mayLead: store.mayLead ?? true,
      }
    : { kind: 'embedded' };

/** The same of a document whose other parts may be wrong; null where it is this very part that is. */
export const storePlanIn = (document: unknown, environment: Environment): StorePlan | null => {
  const store = typeof document === 'object' && document !== null && 'store' in document ? { store: document.store } : {};
  const validated = validate(documentV1, overlay({ version: 1, ...store }, { MONGODB_URI: environment.MONGODB_URI }).document);
  return validated.ok ? resolveStore(validated.value) : null;
};
