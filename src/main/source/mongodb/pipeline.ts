import type { Document } from 'mongodb';
import type { MongodbCollection, MongodbCondition, MongodbMeasure } from '../../core/port/feeds.js';
import type { Instant } from '../../core/time/instant.js';
import { expressionOf, filterOf, isAmount } from './condition.js';

/** A stretch of time, its beginning in it and its end not. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** The fields by which anything of the collection is told apart, each once: `d0`, `d1`, … in what the server answers. */
export const dimensionsOf = ({ measures }: MongodbCollection): readonly string[] => [
  ...new Set(measures.flatMap(({ by }) => Object.values(by))),
];

/** Whether a measure is made of single values, and not of what the server adds up. */
export const isOfValues = ({ computation }: MongodbMeasure): boolean =>
  computation.kind === 'values' || computation.kind === 'percentile';

/** The documents of a stretch. */
const matchOf = ({ time, where }: MongodbCollection, { from, to }: Span): Document => ({
  $and: [{ [time]: { $gte: new Date(from), $lt: new Date(to) } }, filterOf(where)],
});

/**
 * Adds the documents of a stretch up, minute by minute and by every dimension, in one pass of the server: `s3` is the sum of the
 * measure at place 3, `n3` of how many, `values` how many documents have a value of their own to be read.
 */
export const addUp = (collection: MongodbCollection, span: Span, which: Which, most: number): Document[] => [
  { $match: matchOf(collection, span) },
  { $group: { _id: keyOf(collection, which), ...accumulatorsOf(collection, which) } },
  { $limit: most },
];

/** All measures, or those alone that are taken over a longer stretch. */
export type Which = 'all' | 'stretches';

const isIn = (which: Which, { computation }: MongodbMeasure): boolean => which === 'all' || 'stretch' in computation;

const keyOf = (collection: MongodbCollection, which: Which): Document => {
  // `$dateTrunc` would need a server of version 5.
  const at = { $toLong: `$${collection.time}` };
  const used = new Set(collection.measures.filter((each) => isIn(which, each)).flatMap(({ by }) => Object.values(by)));
  const dimensions = dimensionsOf(collection).flatMap((field, index) => (used.has(field) ? [[`d${index}`, `$${field}`]] : []));
  return { minute: { $subtract: [at, { $mod: [at, 60_000] }] }, ...Object.fromEntries(dimensions) };
};

const projected = (fields: readonly string[]): Document =>
  Object.fromEntries(fields.map((field, index) => [`d${index}`, `$${field}`]));

const accumulatorsOf = (collection: MongodbCollection, which: Which): Document =>
  Object.assign(
    { values: countWhere(which === 'all' && anyValue(collection)) },
    ...collection.measures.map((measure, index) => (isIn(which, measure) ? accumulatorOf(measure, index) : {})),
  ) as Document;

const accumulatorOf = ({ where, computation }: MongodbMeasure, index: number): Document => {
  const [sum, n] = [`s${index}`, `n${index}`];
  switch (computation.kind) {
    case 'count':
      return { [sum]: countWhere(expressionOf(where)) };
    case 'sum':
      return { [sum]: sumWhere(where, computation.field) };
    case 'average':
      return { [sum]: sumWhere(where, computation.field), [n]: countWhere(withAmount(where, computation.field)) };
    case 'ratio':
      return {
        [sum]: countWhere(expressionOf([...where, ...computation.of])),
        [n]: countWhere(expressionOf([...where, ...computation.among])),
      };
    case 'values':
    case 'percentile':
      return {};
  }
};

const withAmount = (where: MongodbCondition, field: string): Document => ({ $and: [expressionOf(where), isAmount(field)] });
const countWhere = (expression: Document | boolean): Document => ({ $sum: { $cond: [expression, 1, 0] } });
const sumWhere = (where: MongodbCondition, field: string): Document => ({
  $sum: { $cond: [withAmount(where, field), `$${field}`, 0] },
});

const anyValue = ({ measures }: MongodbCollection): Document | false => {
  const each = measures.flatMap(({ where, computation }) =>
    computation.kind === 'values' || computation.kind === 'percentile' ? [withAmount(where, computation.field)] : [],
  );
  return each.length === 0 ? false : { $or: each };
};

/** The single values of a stretch: `v3` is that of the measure at place 3. Of more than `most` documents a random choice, the same chance for each. */
export const listValues = (collection: MongodbCollection, span: Span, many: 'all' | 'sample', most: number): Document[] => [
  { $match: { $and: [matchOf(collection, span), valueFilter(collection)] } },
  many === 'sample' ? { $sample: { size: most } } : { $limit: most },
  { $project: { at: `$${collection.time}`, ...projected(dimensionsOf(collection)), ...valuesOf(collection) } },
];

const valueFilter = ({ measures }: MongodbCollection): Document => ({
  $or: measures.flatMap(({ where, computation }) =>
    computation.kind === 'values' || computation.kind === 'percentile'
      ? [{ $and: [filterOf(where), { [computation.field]: { $type: 'number', $gte: 0 } }] }]
      : [],
  ),
});

const valuesOf = ({ measures }: MongodbCollection): Document =>
  Object.fromEntries(
    measures.flatMap(({ where, computation }, index) =>
      computation.kind === 'values' || computation.kind === 'percentile'
        ? [[`v${index}`, { $cond: [withAmount(where, computation.field), `$${computation.field}`, null] }]]
        : [],
    ),
  );
