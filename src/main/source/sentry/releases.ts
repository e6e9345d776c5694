import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { labelOf } from '../../core/privacy/scrub.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { slug } from '../builds/status.js';
import type { Trouble } from '../feed/conversation.js';
import { fieldsOf, listOf, textOf } from '../feed/fields.js';
import type { Happening, Told } from '../feed/told.js';
import { askOf, type Project, unknownShape } from './project.js';

export interface Release extends Happening {
  readonly environment: string | null;
}

/** What went live since the last look: of each of the newest releases its last deploy, else its own date of release. */
export const readReleases = async (
  project: Project,
  told: Told<Release>,
  now: Instant,
): Promise<Result<readonly Measure[], Trouble>> => {
  const said = await askOf(project, 'releases', 'project:read', { per_page: '20' });
  if (!said.ok) return said;
  const releases = listOf(said.value.json);
  if (releases === undefined) return fail(unknownShape(project, 'it is no list of releases'));
  const name = labelOf(slug(project.feed.project) ?? '');
  const own = name === undefined ? {} : { project: name };
  const fresh = told.take(
    releases.flatMap((given) => releaseOf(given, project)),
    now,
  );
  return ok(
    fresh.map(({ at, environment }) => ({
      name: 'deploy',
      labels: environment === null ? own : { ...own, environment },
      value: 1,
      at,
    })),
  );
};

const releaseOf = (given: unknown, { feed }: Project): readonly Release[] => {
  const { version, dateReleased, lastDeploy } = fieldsOf(given);
  const deploy = fieldsOf(lastDeploy);
  const at = Date.parse(textOf(deploy.dateFinished) ?? textOf(dateReleased) ?? '');
  const environment = textOf(deploy.environment) ?? feed.environment;
  // Of a release that went to another environment last nothing is known here.
  if (!Number.isFinite(at) || (feed.environment !== null && environment !== feed.environment)) return [];
  const label = environment === null ? null : (labelOf(slug(environment) ?? '') ?? null);
  return [{ id: `${String(version)} ${at}`, at: instant(at), environment: label }];
};
