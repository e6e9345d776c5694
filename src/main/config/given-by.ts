import type { SourceKind } from '../core/model/source-kind.js';
import { factsOf } from './production.js';

/** Whether a kind of source can give a metric. */
export const isGivenBy = (metric: string, kind: SourceKind): boolean => factsOf(metric)?.from.includes(kind) ?? false;
