import type { ResolveContext } from '../context.js';
import { error, type Finding, type Path, warning } from '../finding.js';
import { nearest } from '../nearest.js';
import { profileOf } from '../resolve.js';
import type { ConfigDocument } from '../schema/v1.js';
import { duplicates } from './duplicate.js';

/** Plans that point nowhere or contradict themselves: escalation, maintenance, quiet hours, objectives. */
export const inspectPlans = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => [
  ...escalationTeams(document, context),
  ...(document.maintenance ?? []).flatMap((one, index) => maintenanceTimes(one, ['maintenance', index])),
  ...quiet(document),
  ...duplicates('objectives', document.objectives ?? []),
  ...burnRates(document, context),
];

const STANDARD_TEAMS = ['senior', 'management', 'executive'];

const escalationTeams = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => {
  const teams = { ...profileOf(document, context).teams, ...document.teams };
  const known = [...new Set([...STANDARD_TEAMS, ...Object.keys(teams)])];
  return (['critical', 'warning'] as const).flatMap((severity) =>
    (document.escalation?.[severity] ?? []).flatMap(({ team }, index) => {
      const at = ['escalation', severity, index, 'team'];
      if (!known.includes(team)) return [unknownTeam(team, known, at)];
      const addresses = Object.values(teams[team] ?? {}).filter((value) => value !== undefined && value.length > 0);
      return addresses.length > 0
        ? []
        : [
            warning(
              at,
              `the team "${team}" has no addresses: nobody would be told`,
              `Add teams: { ${team}: { email: [...] } }.`,
              'value',
            ),
          ];
    }),
  );
};

const unknownTeam = (team: string, known: readonly string[], at: Path): Finding => {
  const meant = nearest(team, known);
  return error(at, `there is no team "${team}"`, meant === undefined ? 'Add it under teams.' : `Did you mean "${meant}"?`);
};

type Maintenance = NonNullable<ConfigDocument['maintenance']>[number];

const maintenanceTimes = ({ from, to, every }: Maintenance, at: Path): readonly Finding[] => {
  const isOnce = from !== undefined && to !== undefined;
  if (every === undefined ? !isOnce : from !== undefined && to === undefined) {
    return [error(at, 'needs from and to, or every', 'Write from: and to: for once, or every: { days, at, for }.')];
  }
  const isBackwards = isOnce && Date.parse(from) >= Date.parse(to);
  return isBackwards ? [error([...at, 'to'], 'must come after from', 'Swap the two, or mend the date.')] : [];
};

const quiet = ({ quietHours }: ConfigDocument): readonly Finding[] =>
  quietHours !== undefined && quietHours.from === quietHours.to
    ? [error(['quietHours', 'to'], 'must differ from from', 'Leave quietHours out where there are none.')]
    : [];

const burnRates = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => {
  const known = [...(document.objectives ?? []), ...(profileOf(document, context).objectives ?? [])].map(
    (objective) => objective.id,
  );
  return (document.rules ?? []).flatMap((rule, index) => {
    const objective = rule.when?.burnRate?.objective;
    if (objective === undefined || known.includes(objective)) return [];
    const at = ['rules', index, 'when', 'burnRate', 'objective'];
    const meant = nearest(objective, known);
    return [
      error(
        at,
        `there is no objective "${objective}"`,
        meant === undefined ? 'Add it under objectives.' : `Did you mean "${meant}"?`,
      ),
    ];
  });
};
