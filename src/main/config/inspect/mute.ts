import { parseMatchers } from '../../core/rule/matcher.js';
import { nearest } from '../../core/text/nearest.js';
import { readDateTime } from '../../core/time/calendar.js';
import type { ResolveContext } from '../context.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import { profileOf } from '../resolve/resolve.js';
import type { ConfigDocument } from '../schema/v1.js';

/** Mutes that never begin, never end, or mean alerts that cannot be. */
export const inspectMutes = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => [
  ...(document.inhibit ?? []).flatMap((one, index) => inhibition(one, ['inhibit', index], ruleIds(document, context))),
  ...(document.maintenance ?? []).flatMap((one, index) => maintenance(one, ['maintenance', index], document, context)),
  ...quiet(document),
];

const ruleIds = (document: ConfigDocument, context: ResolveContext): readonly string[] => [
  ...new Set([...(profileOf(document, context).rules ?? []), ...(document.rules ?? [])].map(({ id }) => id)),
];

type Inhibition = NonNullable<ConfigDocument['inhibit']>[number];

const inhibition = (one: Inhibition, at: Path, known: readonly string[]): readonly Finding[] => [
  ...(['when', 'mute'] as const).flatMap((side) => [
    ...unknownRule(one[side].rule, [...at, side, 'rule'], known),
    ...matchers(one[side].labels, [...at, side, 'labels']),
  ]),
  ...(Object.keys(one.mute).length === 0
    ? [warning([...at, 'mute'], 'mutes every other alert', 'Say which: { rule, severity, category, labels }.')]
    : []),
];

const unknownRule = (rule: string | undefined, at: Path, known: readonly string[]): readonly Finding[] => {
  if (rule === undefined || known.includes(rule)) return [];
  const meant = nearest(rule, known);
  const remedy = meant === undefined ? 'Write the id of a rule.' : `Did you mean "${meant}"?`;
  return [warning(at, `there is no rule "${rule}"`, remedy, 'value')];
};

const matchers = (match: Readonly<Record<string, string>> | undefined, at: Path): readonly Finding[] => {
  const parsed = parseMatchers(match ?? {});
  return parsed.ok ? [] : [error(at, parsed.error, 'Mend the matcher: "=x", "!=x", "=~re" or "!~re".')];
};

type Maintenance = NonNullable<ConfigDocument['maintenance']>[number];

const maintenance = (one: Maintenance, at: Path, document: ConfigDocument, context: ResolveContext): readonly Finding[] => [
  ...matchers(one.match, [...at, 'match']),
  ...times(one, at, document, context),
];

const times = (
  { from, to, every, timeZone }: Maintenance,
  at: Path,
  document: ConfigDocument,
  context: ResolveContext,
): readonly Finding[] => {
  if (every === undefined && (from === undefined || to === undefined)) {
    return [error(at, 'needs from and to, or every', 'Write from: and to: for once, or every: { days, at, for }.')];
  }
  const zone = timeZone ?? document.site?.timeZone ?? context.timeZone;
  const begin = from === undefined ? undefined : readDateTime(from, zone);
  const end = to === undefined ? undefined : readDateTime(to, zone);
  if (begin !== undefined && end !== undefined && begin >= end) {
    return [error([...at, 'to'], 'must come after from', 'Swap the two, or mend the date.')];
  }
  if (end === undefined || context.now === undefined || end > context.now) return [];
  return [
    warning([...at, 'to'], 'lies in the past: this window mutes nothing any more', 'Remove it, or mend the date.', 'value'),
  ];
};

const quiet = ({ quietHours }: ConfigDocument): readonly Finding[] =>
  quietHours !== undefined && quietHours.from === quietHours.to
    ? [error(['quietHours', 'to'], 'must differ from from', 'Leave quietHours out where there are none.')]
    : [];
