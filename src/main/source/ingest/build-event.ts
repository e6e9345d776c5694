import { ok, type Result } from '../../core/model/result.js';
import type { Series } from '../../core/model/sample.js';
import { type Fields, nameIfThere, wordIn } from './fields.js';
import { scrubbed } from './naming.js';

type Value = { readonly kind: 'value'; readonly series: Series; readonly value: number };

const STATES = ['passed', 'failed', 'cancelled', 'running'] as const;

/** What became of a build: a sample above 0 of the series that bears its status. */
export const buildOf = (fields: Fields): Result<Value, string> => {
  const status = wordIn(fields, 'status', STATES);
  if (!status.ok) return status;
  const labels: Record<string, string> = { status: status.value };
  for (const key of ['project', 'branch', 'workflow'] as const) {
    const name = nameIfThere(fields, key, scrubbed);
    if (!name.ok) return name;
    if (name.value !== null) labels[key] = name.value;
  }
  return ok({ kind: 'value', series: { name: 'build', labels }, value: 1 });
};

/** Something new went live: shown on charts. */
export const deployOf = (fields: Fields): Result<Value, string> => {
  const labels: Record<string, string> = {};
  for (const key of ['project', 'environment'] as const) {
    const name = nameIfThere(fields, key, scrubbed);
    if (!name.ok) return name;
    if (name.value !== null) labels[key] = name.value;
  }
  return ok({ kind: 'value', series: { name: 'deploy', labels }, value: 1 });
};
