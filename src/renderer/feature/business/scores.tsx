import type { BusinessView, Score, ScorePart } from '../../../preload/contract/views.js';
import { sayScore } from '../../text/business.js';
import { names } from '../../ui/class-names.js';
import { Disclosure } from '../../ui/disclosure.js';
import { Section } from '../../ui/section.js';

/** The three scores, each with its parts and what moves it. */
export const Scores = ({ view }: { view: BusinessView }) => (
  <Section title="Scores" note="what each rests on, and what takes most points away">
    <div className="grid gap-px overflow-hidden rounded-md border border-line bg-line xl:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1fr)]">
      <ScoreCard title="Performance health" score={view.health} />
      <ScoreCard title="Client engagement" score={view.engagement} />
      <ScoreCard title="Session quality" score={view.quality} />
    </div>
  </Section>
);

const ScoreCard = ({ title, score }: { title: string; score: Score }) => {
  const { number, basis } = sayScore(score);
  return (
    <section className="flex min-w-0 flex-col gap-2 bg-surface px-4 py-3" aria-label={title}>
      <p className="label" title={score.formula}>
        {title}
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-title font-semibold">{number}</span>
        {score.value !== null && <span className="text-faint">of 100</span>}
        <span className="text-small text-faint">{basis}</span>
      </p>
      <ul className="flex flex-col">
        {score.parts.map((part) => (
          <Part key={part.id} part={part} isWorst={part.id === score.moves} />
        ))}
      </ul>
      <div className="mt-auto text-small">
        <Disclosure title="How it is reckoned">
          <p className="pt-1 text-faint">{score.formula}</p>
        </Disclosure>
      </div>
    </section>
  );
};

const Part = ({ part, isWorst }: { part: ScorePart; isWorst: boolean }) => (
  <li
    className={names(
      'grid grid-cols-[minmax(0,1fr)_4rem_2.5rem] items-center gap-x-3 border-t border-line py-1.5',
      part.value === null && 'text-faint',
    )}
  >
    <span className="min-w-0 leading-tight">
      <span className={names('block truncate', isWorst && 'font-medium')}>{part.name}</span>
      <span className="block truncate text-small text-faint" title={part.text}>
        {part.text}
      </span>
    </span>
    {part.value === null ? (
      <span aria-hidden="true" className="hatch block h-1.5 rounded-full border border-line" />
    ) : (
      <span aria-hidden="true" className="block h-1.5 overflow-hidden rounded-full border border-line bg-sunken">
        <span
          className={names('block h-full', isWorst ? 'bg-accent' : 'bg-accent/45')}
          style={{ width: `${100 * part.value}%` }}
        />
      </span>
    )}
    <span className="text-right">{part.value === null ? '–' : Math.round(100 * part.value)}</span>
  </li>
);
