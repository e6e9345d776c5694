import { z } from 'zod';
import type { ActionReceipt } from '../../../main/core/model/action.js';
import type { ChangePreview } from '../../../main/core/model/backtest.js';
import type { BaselineDetail, BaselineRow } from '../../../main/core/model/baseline-row.js';
import type { ConfigProblem } from '../../../main/core/model/config.js';
import type { Playbook, PlaybookTitle } from '../../../main/core/model/playbook.js';
import type { QualityView } from '../../../main/core/model/quality.js';
import type { Rule } from '../../../main/core/model/rule.js';
import type { CourseName, RuleScenario, Stretch } from '../../../main/core/model/rule-scenario.js';
import { answers, call, nothing } from '../call.js';
import { documentText, duration, edits, instant, labels, ruleId, seriesId, targetId, text } from '../input.js';

const COURSES = ['steady', 'step', 'spike', 'rise', 'gap', 'unobserved', 'few'] as const satisfies readonly CourseName[];
const stretch = z.union([
  z.number().min(-1e15).max(1e15),
  z.literal('gap'),
  z.literal('unobserved'),
]) satisfies z.ZodType<Stretch>;

export const RULE_CALLS = {
  /** What was usual for a series no longer is, because of a deployment for example: it is learnt anew. */
  'baseline.reset': call('responder', z.object({ series: seriesId, why: text.min(1) }).strict(), answers<ActionReceipt>),
  'baseline.list': call(
    'viewer',
    z.object({ rule: ruleId.optional(), target: targetId.optional() }).strict(),
    answers<readonly BaselineRow[]>,
  ),
  'baseline.read': call(
    'viewer',
    z.object({ series: seriesId, kind: z.enum(['ema', 'seasonal', 'auto']), from: instant, to: instant }).strict(),
    answers<BaselineDetail>,
  ),
  /** How the alerts of every rule fared over the last `days`, and what might be changed. */
  'rule.quality': call('viewer', z.object({ days: z.number().int().min(1).max(90) }).strict(), answers<QualityView>),
  'rule.read': call('viewer', z.object({ rule: ruleId }).strict(), answers<Rule>),
  /** What the rules that a change touches would have done, as they are and as they would be. `text`: the whole document. */
  'rule.preview': call(
    'admin',
    z.union([z.object({ text: documentText }).strict(), z.object({ edits }).strict()]),
    answers<ChangePreview>,
  ),
  /** What a rule would do if its values took a course from now on. `edits`: of the configuration, not saved; `null`: as it holds. */
  'rule.scenario': call(
    'admin',
    z
      .object({
        rule: ruleId,
        edits: edits.nullable(),
        course: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('named'), name: z.enum(COURSES) }).strict(),
          z.object({ kind: z.literal('drawn'), stretches: z.array(stretch).length(24) }).strict(),
        ]),
        labels: labels.nullable(),
        length: duration
          .refine((length) => length >= 600_000 && length <= 2_678_400_000, 'between 10 min and 31 days')
          .nullable(),
      })
      .strict(),
    answers<RuleScenario>,
  ),
  /** What would be said about one rule after these edits, without keeping them; paths begin inside the rule: `when.above`. */
  'rule.check': call('admin', z.object({ rule: ruleId, edits }).strict(), answers<readonly ConfigProblem[]>),
  'playbook.list': call('viewer', nothing, answers<readonly PlaybookTitle[]>),
  'playbook.read': call('viewer', z.object({ playbook: z.string().min(1).max(100) }).strict(), answers<Playbook>),
} as const;
