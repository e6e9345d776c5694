import { formatDuration } from '../../core/time/duration.js';
import type { Duration } from '../../core/time/instant.js';
import type { ResolveContext } from '../context.js';
import { error, type Finding, warning } from '../finding.js';
import { resolveFeedTargets } from '../resolve/feed-targets.js';
import { TARGET_DEFAULTS, THIS_MACHINE, watchesThisMachine } from '../resolve/target.js';
import { type HttpTargetDocument, isHttp, type StepDocument, type TargetDocument } from '../schema/v1/target.js';
import type { ConfigDocument } from '../schema/v1.js';
import { duplicates } from './duplicate.js';

const SHORTEST_INTERVAL = 1_000;

/** Ids that clash, and times in which no look could end. */
export const inspectTargets = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => {
  const targets = document.targets ?? [];
  return [
    ...duplicates('targets', targets),
    ...targets.flatMap((target, index) => [
      ...reserved(target, index, document, context),
      ...times(target, index),
      ...(isHttp(target) ? [...unkept(target, index), ...uncovered(target, index)] : []),
    ]),
  ];
};

const reserved = (
  target: TargetDocument,
  index: number,
  document: ConfigDocument,
  context: ResolveContext,
): readonly Finding[] => {
  const whose = ownerOf(target.id, document, context);
  if (whose === undefined) return [];
  return [error(['targets', index, 'id'], `"${target.id}" is the id of ${whose}`, 'Choose another id.')];
};

/** Who bears that id already, besides the targets of the document. */
const ownerOf = (id: string, document: ConfigDocument, { runtime }: ResolveContext): string | undefined => {
  if (id === THIS_MACHINE && watchesThisMachine(document, runtime)) return 'the machine that Watchroom runs on';
  return resolveFeedTargets(document).find((feed) => feed.id === id)?.name;
};

const times = (target: TargetDocument, index: number): readonly Finding[] => {
  const every = target.every ?? TARGET_DEFAULTS.every;
  const timeout = target.timeout ?? TARGET_DEFAULTS.timeout;
  const tries = target.confirm?.tries ?? TARGET_DEFAULTS.tries;
  const whole = tries * timeout + (tries - 1) * (target.confirm?.wait ?? TARGET_DEFAULTS.wait);
  const at = ['targets', index];
  const interval = formatDuration(every);
  if (every < SHORTEST_INTERVAL) return [error([...at, 'every'], 'must be at least 1s', 'Choose a longer interval.')];
  if (timeout >= every) {
    return [
      error(
        [...at, 'timeout'],
        `must be shorter than the interval of ${interval}`,
        `Set timeout below ${interval}, or read less often.`,
      ),
    ];
  }
  if (whole < every) return [];
  const length = formatDuration(whole as Duration);
  const message = `${tries} tries can take ${length}, longer than the interval of ${interval}: a reading may then be late`;
  return [
    warning(
      [...at, target.confirm === undefined ? 'timeout' : 'confirm'],
      message,
      'Shorten timeout or confirm.wait, or read less often.',
      'value',
    ),
  ];
};

/** HTTP/2 that is demanded where it cannot be spoken. */
const uncovered = ({ url, request }: HttpTargetDocument, index: number): readonly Finding[] =>
  request?.version === '2' && url.startsWith('http:')
    ? [
        error(
          ['targets', index, 'request', 'version'],
          'cannot be 2 here: HTTP/2 is spoken over https only',
          'Write an https address, or leave version out.',
        ),
      ]
    : [];

/** What a step names although no step before it keeps it. */
const unkept = ({ keep = [], steps = [] }: HttpTargetDocument, index: number): readonly Finding[] => {
  const known = new Set(keep.map(({ name }) => name));
  return steps.flatMap((step, number) => {
    const missing = namesIn(step).filter((name) => !known.has(name));
    for (const { name } of step.keep ?? []) known.add(name);
    return missing.map((name) =>
      error(
        ['targets', index, 'steps', number],
        `names \${${name}}, which no step before it keeps`,
        `Add keep: { ${name}: … } to an earlier step, or correct the name.`,
      ),
    );
  });
};

const namesIn = ({ url, request }: StepDocument): readonly string[] => {
  const texts = [url, request?.body ?? '', ...Object.values(request?.headers ?? {})].filter((text) => typeof text === 'string');
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? '')))];
};
