import type { HttpTarget, TargetId } from '../../core/model/target.js';
import { minutes, seconds } from '../../core/time/instant.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Often enough to compare a day, and seldom enough to be a guest. */
const EVERY = minutes(5);

/** Other companies' pages, looked at as the site's own are: one request, no assets, a server error counts as no answer. */
export const resolveCompetitors = ({ competitors = [] }: ConfigDocument): readonly HttpTarget[] =>
  competitors.map(({ name, url }, index) => ({
    source: 'competitor',
    id: `competitor-${index + 1}` as TargetId,
    name,
    url,
    every: EVERY,
    timeout: seconds(10),
    confirm: { tries: 2, wait: seconds(5) },
    expect: { status: [], body: null, json: null, certificateDays: null },
    assets: false,
    labels: { competitor: name },
  }));
