import { type Finding, warning } from '../finding.js';
import type { ConfigDocument } from '../schema/v1.js';

/** One warning for each section that the document can hold and that no part of this version reads. A part that begins to read one takes it out here. */
export const inspectUnread = ({ store }: ConfigDocument): readonly Finding[] =>
  store?.kind === 'mongodb' ? [SHARED_STORE] : [];

const SHARED_STORE = warning(
  ['store'],
  'the shared store is not used by this version: history is kept on this machine',
  'It can stay; it takes effect with the version that reads it.',
);
