import { nearest } from '../../core/text/nearest.js';
import type { ResolveContext } from '../context.js';
import { error, type Finding, warning } from '../finding.js';
import { profileOf } from '../resolve/resolve.js';
import type { ConfigDocument } from '../schema/v1.js';
import { duplicates } from './duplicate.js';

/** Objectives that are there twice, or that are not there. */
export const inspectPlans = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => [
  ...duplicates('objectives', document.objectives ?? []),
  ...burnRates(document, context),
  ...budgets(document, context),
];

/** Limits that nobody measures against, or that nobody is told of. */
const budgets = (document: ConfigDocument, context: ResolveContext): readonly Finding[] => {
  if (document.budgets === undefined || context.runtime !== 'desk') return [];
  const isJudged = (profileOf(document, context).rules ?? []).some(({ labels }) => labels?.budget !== undefined);
  const unjudged = 'no rule judges the budgets, because the profile has none: they are only shown';
  return [
    ...(document.sources?.page === undefined
      ? [warning(['budgets'], 'nothing measures the budgets here', 'Configure sources.page.')]
      : []),
    ...(isJudged
      ? []
      : [warning(['budgets'], unjudged, 'Take the profile royal-client, or write rules over the page metrics.')]),
  ];
};

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
