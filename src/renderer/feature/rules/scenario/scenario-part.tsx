import { useEffect, useState } from 'react';
import type { CourseName, RuleScenario, Stretch } from '../../../../preload/contract/views.js';
import type { Edits } from '../../../query/edits.js';
import { type ScenarioQuestion, type ScenarioReply, useScenario } from '../../../query/scenario.js';
import { seriesName } from '../../../text/baseline.js';
import { sayCourse, sayLearning, sayStretch, sayUsual } from '../../../text/scenario.js';
import { Button } from '../../../ui/button.js';
import { type Option, SelectField } from '../../../ui/field.js';
import { Notice } from '../../../ui/mark.js';
import { Skeleton } from '../../../ui/section.js';
import { type Blank, Stairs } from '../../../ui/stairs.js';
import { ScenarioAnswer, StretchWords, useScenarioTime } from './answer.js';
import { ScenarioChart } from './chart.js';

/** What a rule is tested with. `edits` null: as it holds. */
interface Tested {
  readonly rule: string;
  readonly edits: Edits | null;
}

const HOUR = 3_600_000;
const LENGTHS: readonly Option<string>[] = [
  { value: '', label: 'long enough' },
  ...[1, 4, 12, 48, 168].map((hours) => ({
    value: String(hours * HOUR),
    label: hours < 48 ? `${hours} h` : `${hours / 24} d`,
  })),
];

type Asked = Pick<ScenarioQuestion, 'course' | 'labels' | 'length'>;

const AT_FIRST: Asked = { course: { kind: 'named', name: 'step' }, labels: null, length: null };

/** Tests the rule with a course of values that one picks or draws: the engine plays it, and shows what it evaluated. */
export const ScenarioPart = ({ tested, hint }: { tested: Tested | null; hint: string }) => {
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <section aria-label="With a scenario" className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="label">With a scenario</h3>
      {tested === null && <p className="text-soft">{hint}</p>}
      {tested !== null && asked === null && (
        <div className="flex flex-col items-start gap-2">
          <p className="text-soft">
            Plays a course of values by this rule, and shows when it fires, whom it tells, and why not.
          </p>
          <Button acts="rule.scenario" onClick={() => setAsked(AT_FIRST)}>
            Try a scenario
          </Button>
        </div>
      )}
      {tested !== null && asked !== null && <Played key={tested.rule} tested={tested} asked={asked} onAsk={setAsked} />}
    </section>
  );
};

interface PlayedProps {
  readonly tested: Tested;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
}

const Played = ({ tested, asked, onAsk }: PlayedProps) => {
  const reply = useScenario({ ...tested, edits: tested.edits as never, ...asked });
  const { scenario, isNotFound, isPlaying } = reply;
  // An edit may leave no alert with the labels that were picked before it: any other one will do.
  const isGone = isNotFound && asked.labels !== null;
  useEffect(() => {
    if (isGone) onAsk({ ...asked, labels: null });
  }, [isGone, asked, onAsk]);
  if (scenario === null) return isPlaying || isGone ? <Skeleton className="h-96 w-full" /> : <Failed reply={reply} />;
  return (
    <div aria-busy={isPlaying} className="flex flex-col gap-3">
      <Questions scenario={scenario} asked={asked} onAsk={onAsk} />
      {scenario.learning !== null && (
        <Notice tone="unseen" title="The baseline is still learning">
          {sayLearning(scenario.learning)}
        </Notice>
      )}
      <CourseEditor scenario={scenario} asked={asked} onAsk={onAsk} />
      {!isGone && <Failed reply={reply} />}
      <ScenarioChart scenario={scenario} />
      <div aria-live="polite">
        <ScenarioAnswer scenario={scenario} />
      </div>
    </div>
  );
};

/** Why the question has no answer. What was answered before it stays, and is said to be that. */
const Failed = ({ reply: { failure, scenario, again } }: { reply: ScenarioReply }) => (
  <div role="status">
    {failure !== null && (
      <Notice tone="warning" title="It could not be played" action={<Button onClick={again}>Again</Button>}>
        {failure.message}
        {scenario !== null && ' What is shown was played before.'}
      </Notice>
    )}
  </div>
);

interface AskedProps {
  readonly scenario: RuleScenario;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
}

const Questions = ({ scenario, asked, onAsk }: AskedProps) => {
  const drawn = asked.course.kind === 'drawn';
  const courses: readonly Option<CourseName | 'drawn'>[] = [
    ...scenario.offered.map((name) => ({ value: name, label: sayCourse(name) })),
    ...(drawn ? [{ value: 'drawn' as const, label: 'As drawn' }] : []),
  ];
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3">
      <SelectField<CourseName | 'drawn'>
        label="Course"
        options={courses}
        value={asked.course.kind === 'named' ? asked.course.name : 'drawn'}
        onPick={(name) => name !== 'drawn' && onAsk({ ...asked, course: { kind: 'named', name } })}
      />
      <SelectField
        label="Over"
        options={LENGTHS}
        value={asked.length === null ? '' : String(asked.length)}
        onPick={(length) => onAsk({ ...asked, length: length === '' ? null : Number(length) })}
      />
      {scenario.alerts.length > 1 && (
        <SelectField
          label="Of"
          options={scenario.alerts.map((labels, index) => ({ value: String(index), label: nameOf(labels) }))}
          value={String(scenario.alerts.findIndex((labels) => nameOf(labels) === nameOf(asked.labels ?? scenario.labels)))}
          onPick={(index) => onAsk({ ...asked, labels: scenario.alerts[Number(index)] ?? null })}
        />
      )}
    </div>
  );
};

const nameOf = (labels: RuleScenario['labels']): string => seriesName({ labels, series: '' as never }) || 'all';

type Kind = Exclude<Stretch, number>;

const BLANKS: readonly Blank<Kind>[] = [
  { kind: 'gap', key: 'g', word: 'no sample', look: 'empty' },
  { kind: 'unobserved', key: 'o', word: 'not observed', look: 'hatch' },
];

const CourseEditor = ({ scenario, asked, onAsk }: AskedProps) => {
  const [index, setIndex] = useState(0);
  const time = useScenarioTime(scenario);
  const steps = asked.course.kind === 'drawn' ? (asked.course.stretches as readonly Stretch[]) : scenario.course;
  const { scale, from, stretch } = scenario;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap justify-between gap-x-4 text-small text-faint">
        <span>What is measured. It begins at {sayUsual(scenario)}.</span>
      </p>
      <Stairs<Kind>
        label="Course of values"
        steps={steps}
        blanks={BLANKS}
        least={scale.least}
        most={scale.most}
        by={scale.step}
        sayStep={(place, step) => `${time(from + place * stretch)}: ${sayStretch(step, scenario.drawn)}`}
        onLook={setIndex}
        onChange={(stretches) => onAsk({ ...asked, course: { kind: 'drawn', stretches: [...stretches] } })}
      />
      <p className="text-small text-faint">
        Draw on it, or use the keys: ←→ moves, ↑↓ changes the value, G no sample, O not observed.
      </p>
      <StretchWords scenario={scenario} index={index} />
    </div>
  );
};
