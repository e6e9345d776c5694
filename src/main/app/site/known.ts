import type { SiteCheck } from '../../core/model/site-look.js';
import type { HttpTarget, Target } from '../../core/model/target.js';
import type { FoundCheck } from './checks.js';

/** Checks as they fit to what is watched: which of them a target does already, and ids and names that nothing else has. */
export const besideTargets = (found: readonly FoundCheck[], targets: readonly Target[]): readonly SiteCheck[] => {
  const ids = new Set(targets.map(({ id }) => String(id)));
  const known = new Set(targets.map(({ name }) => name));
  const names = new Set(known);
  return found.map(({ alsoAt = [], ...check }) => {
    const places = [placeOf(check.item), ...alsoAt];
    const watchedBy = targets.find((target) => placesOfTarget(target).some((place) => places.includes(place)))?.name ?? null;
    if (watchedBy !== null) return { ...check, watchedBy };
    const id = freeOf(idCandidates(check.item.id), ids);
    const name = freeOf(nameCandidates(check.item, known.has(check.item.name)), names);
    ids.add(id);
    names.add(name);
    return { ...check, item: { ...check.item, id, name }, watchedBy };
  });
};

/** The web addresses that are looked at as visitors do. */
export const addressesOf = (targets: readonly Target[]): readonly URL[] =>
  targets.flatMap((target) =>
    target.source === 'http' && isVisit(target) && URL.canParse(target.url) ? [new URL(target.url)] : [],
  );

/** What a check looks at, in one text. */
const placeOf = ({ kind, url, host, port }: FoundCheck['item']): string => {
  if (kind === 'tls') return `tls ${host}:${port}`;
  if (kind === 'dns') return `dns ${host}`;
  return String(url);
};

/** Of a target that looks at it as visitors do: one that sends something is about something else. */
const placesOfTarget = (target: Target): readonly string[] => {
  switch (target.source) {
    case 'http':
      return isVisit(target) ? [normal(target.url)] : [];
    case 'tls':
      return [`tls ${target.host}:${target.port}`];
    case 'dns':
      return target.record === 'A' || target.record === 'AAAA' ? [`dns ${target.host}`] : [];
    default:
      return [];
  }
};

const isVisit = ({ request }: HttpTarget): boolean => request === undefined || request.method === 'GET';

const normal = (url: string): string => (URL.canParse(url) ? new URL(url).href : url);

function* idCandidates(wanted: string): Generator<string> {
  const plain =
    wanted
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replaceAll(/^-+|-+$/g, '') || 'page';
  yield plain;
  for (let n = 2; ; n += 1) yield `${plain}-${n}`;
}

/** By its host where another site has the name, by its path where another page of this one has it. */
function* nameCandidates({ name, url, host }: FoundCheck['item'], isElsewhere: boolean): Generator<string> {
  const place = typeof url === 'string' ? new URL(url) : null;
  const path = place?.pathname.slice(0, 80) ?? '/';
  const site = String(place?.hostname ?? host);
  yield name;
  if (path !== '/' && !isElsewhere) yield `${name}, ${path}`;
  yield `${name} of ${site}`;
  for (let n = 2; ; n += 1) yield `${name} of ${site}, ${n}`;
}

const freeOf = (candidates: Iterable<string>, taken: ReadonlySet<string>): string => {
  for (const candidate of candidates) if (!taken.has(candidate)) return candidate;
  return '';
};
