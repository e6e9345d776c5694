import { readDocument } from '../config/read.js';
import { fail, ok } from '../core/model/result.js';
import { isService } from '../core/model/source-kind.js';
import type { ParseTarget } from '../ipc/handlers/targets.js';

/** Reads one entry of `targets` as a document of its own, so that a try follows the very rules of a save. */
export const parseTarget: ParseTarget = (entry) => {
  const document = { version: 1, profile: 'none', sources: { host: { enabled: false } }, targets: [entry] };
  const { config, problems } = readDocument(
    document,
    {},
    { user: '', timeZone: 'UTC', profiles: {}, playbooks: [], runtime: 'desk' },
  );
  const [target] = config?.targets.filter(({ source }) => isService(source)) ?? [];
  if (target !== undefined) return ok(target);
  const problem = problems.find(({ severity }) => severity === 'error');
  const message = problem === undefined ? 'This is no target.' : `${problem.message} ${problem.remedy}`;
  return fail({ code: 'bad-input', message, field: problem?.path.replace('targets[0].', '') ?? 'target' });
};
