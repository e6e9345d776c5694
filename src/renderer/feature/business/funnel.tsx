import type { Funnel, FunnelStep } from '../../../preload/contract/views.js';
import { sayBetween, sayKnowledge, sayShare, stepName } from '../../text/business.js';
import { plain } from '../../text/quantity.js';
import { names } from '../../ui/class-names.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

/** From the first look to a lesson that was held, with what is lost on the way. */
export const FunnelPart = ({ funnel }: { funnel: Funnel }) => {
  const state = sayKnowledge(funnel.state);
  const most = Math.max(1, ...funnel.steps.map(({ count }) => count));
  return (
    <Section
      title="Funnel"
      note={state === null ? undefined : <Mark {...state} />}
      actions={funnel.worst !== null && <Worst step={funnel.worst} />}
    >
      <Card className="py-1">
        {funnel.steps.length === 0 ? (
          <p className="px-3 py-6 text-center text-faint">No step of a funnel was ever told.</p>
        ) : (
          <ol aria-label="Steps of the funnel">
            {funnel.steps.map((step) => (
              <Step key={step.step} step={step} most={most} isWorst={step.step === funnel.worst} />
            ))}
          </ol>
        )}
      </Card>
    </Section>
  );
};

const Worst = ({ step }: { step: string }) => (
  <span className="text-soft">
    Most is lost on the way to <strong className="font-semibold text-ink">{stepName(step).toLowerCase()}</strong>
  </span>
);

const Step = ({ step, most, isWorst }: { step: FunnelStep; most: number; isWorst: boolean }) => (
  <li className="grid grid-cols-[6.5rem_minmax(0,1fr)_4.5rem_9.5rem] items-center gap-x-3 px-3 py-2">
    <span className="truncate font-medium">{stepName(step.step)}</span>
    <span aria-hidden="true" className="block h-4 overflow-hidden rounded-sm bg-sunken">
      <span
        className={names('block h-full', isWorst ? 'bg-accent' : 'bg-accent/45')}
        style={{ width: `${step.count === 0 ? 0 : Math.max(0.4, (100 * step.count) / most)}%` }}
      />
    </span>
    <span className="text-right font-semibold">{plain(Math.round(step.count))}</span>
    <span className="text-right leading-tight">
      {step.passed === null || step.passed.n === 0 ? (
        <span className="text-faint">–</span>
      ) : (
        <>
          <span className={names('block', step.passed.state !== 'known' && 'text-faint')}>
            {sayShare(step.passed)} <span className="text-small text-faint">came on</span>
          </span>
          <span
            className={names('block text-small', isWorst ? 'font-medium' : 'text-faint')}
            title={`between ${sayBetween(step.passed)} with 95 % confidence`}
          >
            {plain(Math.round(step.lost ?? 0))} lost
          </span>
        </>
      )}
    </span>
  </li>
);
