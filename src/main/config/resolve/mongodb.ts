import type { Labels } from '../../core/model/labels.js';
import type {
  MongodbBackups,
  MongodbCollection,
  MongodbComputation,
  MongodbCondition,
  MongodbFeed,
  MongodbMeasure,
  MongodbTest,
} from '../../core/port/feeds.js';
import { hours, minutes } from '../../core/time/instant.js';
import { EVENT_MEASURES, formMeasures } from '../mongodb-presets.js';
import type { CollectionDocument, MeasureDocument, MongodbDocument, WhereDocument } from '../schema/v1/mongodb.js';

/** Null without an address: then there is nothing to ask. */
export const mongodbOf = ({
  uri,
  database,
  events,
  business = {},
  backups,
  allowInsecure,
}: MongodbDocument): MongodbFeed | null =>
  uri === undefined
    ? null
    : {
        uri,
        database: database ?? null,
        collections: [
          ...(events === undefined ? [] : [collectionOf(events, EVENT_MEASURES, VISITOR)]),
          ...Object.entries(business).map(([name, entry]) => collectionOf(entry, formMeasures(name), [])),
        ],
        backups: backups === undefined ? null : backupsOf(backups),
        allowInsecure: allowInsecure ?? false,
      };

const backupsOf = ({ path, collection, time, where = {} }: NonNullable<MongodbDocument['backups']>): MongodbBackups | null => {
  if (path !== undefined) return { kind: 'path', path };
  if (collection === undefined) return null;
  return { kind: 'collection', collection, time: time ?? 'at', where: conditionOf(where, (field) => field) };
};

/** Whether a metric comes of what is configured of the site's own database. */
export const givesByMongodb = (document: MongodbDocument | undefined, metric: string): boolean => {
  const feed = document === undefined ? null : mongodbOf(document);
  if (feed === null) return false;
  if (metric === 'mongodb_backup_age_seconds') return feed.backups !== null;
  if (metric.startsWith('mongodb_') || metric === 'source_up') return true;
  return feed.collections.some(({ measures }) => measures.some((measure) => measure.metric === metric));
};

/** The kinds of visitor that may be told apart. */
const VISITOR = ['page', 'device', 'country', 'connection', 'variant'];
/** A document is written so late at most, where nothing else is said. */
const LATE = minutes(5);

/** Our name of a field -> theirs. */
type Named = (field: string) => string;

const collectionOf = (
  { collection, time, late, where = {}, fields = {}, by, measures }: CollectionDocument,
  preset: readonly MeasureDocument[],
  split: readonly string[],
): MongodbCollection => {
  const named: Named = (field) => (Object.hasOwn(fields, field) ? (fields[field] as string) : field);
  return {
    collection,
    time: named(time ?? 'at'),
    late: late ?? LATE,
    where: conditionOf(where, named),
    measures: (measures ?? preset).flatMap((measure) => measuresOf(measure, by ?? split, named)),
  };
};

/** A funnel is a counter for each of its steps. */
const measuresOf = (given: MeasureDocument, split: readonly string[], named: Named): readonly MongodbMeasure[] =>
  given.funnel === undefined
    ? [measureOf(given, given.where ?? {}, given.labels ?? {}, split, named)]
    : Object.entries(given.funnel).map(([step, where]) =>
        measureOf(given, { ...given.where, ...where }, { ...given.labels, step }, split, named),
      );

const measureOf = (
  given: MeasureDocument,
  where: WhereDocument,
  labels: Labels,
  split: readonly string[],
  named: Named,
): MongodbMeasure => ({
  metric: given.metric,
  where: conditionOf(where, named),
  computation: computationOf(given, named),
  by: Object.fromEntries(unitedBy(given, split).map((label) => [label, named(label)])),
  labels,
});

/** `by` names what is told apart besides what the collection is split by; an empty one, that nothing is. */
const unitedBy = ({ by }: MeasureDocument, split: readonly string[]): readonly string[] =>
  by?.length === 0 ? [] : [...split, ...(by ?? [])];

const computationOf = (given: MeasureDocument, named: Named): MongodbComputation => {
  const per = given.per ?? 1;
  const stretch = { over: given.over ?? hours(1), least: given.least ?? 30 };
  if (given.sum !== undefined) return { kind: 'sum', field: named(given.sum), per };
  if (given.average !== undefined) return { kind: 'average', field: named(given.average), per, stretch };
  if (given.values !== undefined) return { kind: 'values', field: named(given.values), per };
  if (given.percentile !== undefined)
    return { kind: 'percentile', field: named(given.percentile.field), per, percentile: given.percentile.p };
  if (given.ratio === undefined) return { kind: 'count' };
  const { of, among = {} } = given.ratio;
  return { kind: 'ratio', of: conditionOf(of, named), among: conditionOf(among, named), stretch };
};

const conditionOf = (where: WhereDocument, named: Named): MongodbCondition =>
  Object.entries(where).map(([field, given]) => ({ field: named(field), test: testOf(given) }));

const testOf = (given: WhereDocument[string]): MongodbTest => {
  if (typeof given !== 'object') return { kind: 'one-of', values: [given] };
  if (Array.isArray(given)) return { kind: 'one-of', values: given };
  if ('exists' in given) return { kind: 'there', isThere: given.exists };
  return { kind: 'within', atLeast: given.atLeast ?? null, atMost: given.atMost ?? null };
};
