import { isOwed } from '../../core/incident/untold.js';
import type { RecordName } from './collections.js';
import type { Recorded } from './payload.js';

type Field = string | number | boolean | null;

/** One record as it is kept: its identity, the fields that it is found by, and all of it as JSON. */
export interface Written {
  readonly id: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly body: string;
}

/** A commit's records by their collections; of two with one identity the later holds. */
export const writtenBy = (recorded: Recorded): readonly (readonly [RecordName, readonly Written[]])[] =>
  (
    [
      [
        'alerts',
        recorded.alerts.map((each) =>
          written(each.fingerprint, { isQuiet: isQuiet(each), fingerprint: each.fingerprint }, each),
        ),
      ],
      ['episodes', recorded.episodes.map(episode)],
      [
        'timeline',
        recorded.timeline.map((each) =>
          written(`${each.sequence} ${each.episode}`, { episode: each.episode, sequence: each.sequence }, each),
        ),
      ],
      ['suppressions', recorded.suppressions.map((each) => written(each.id, { endedAt: each.ended?.at ?? null }, each))],
      ['deliveries', recorded.deliveries.map(delivery)],
      [
        'segments',
        recorded.segments.map((each) =>
          written(`${each.from} ${each.scope}`, { from: each.from, to: each.to, scope: each.scope }, each),
        ),
      ],
      ['baselines', recorded.baselines.map((each) => written(each.series, { savedAt: each.savedAt }, each))],
      [
        'baseline_hours',
        recorded.baselineHours.map((each) => written(`${each.at} ${each.series}`, { series: each.series, at: each.at }, each)),
      ],
      ['marks', Object.entries(recorded.marks).map(([name, value]) => written(name, {}, value ?? null))],
    ] as const
  )
    .map(([name, records]) => [name, lastOfEach(records)] as const)
    .filter(([, records]) => records.length > 0);

const written = (id: string, fields: Written['fields'], record: unknown): Written => ({
  id,
  fields,
  body: JSON.stringify(record),
});

const lastOfEach = (records: readonly Written[]): readonly Written[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];

/** Whether nothing of an alert goes on or begins, so that it may go with its last episode. */
const isQuiet = ({ phase, episodes }: Recorded['alerts'][number]): boolean =>
  episodes > 0 && (phase.state === 'inactive' || phase.state === 'resolved');

const episode = (each: Recorded['episodes'][number]): Written => {
  const { id, fingerprint, number, firedAt, resolution } = each;
  return written(id, { fingerprint, number, firedAt, resolvedAt: resolution?.at ?? null, owes: isOwed(each) }, each);
};

const delivery = (each: Recorded['deliveries'][number]): Written => {
  const { id, episode: of, decidedAt, state } = each;
  return written(id, { episode: of, decidedAt, waiting: state.kind === 'waiting' }, each);
};
