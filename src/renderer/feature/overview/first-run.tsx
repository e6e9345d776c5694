import { Check } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SiteLook } from '../../../preload/contract/views.js';
import { prefer } from '../../state/preferences.js';
import { Button } from '../../ui/button.js';
import { names } from '../../ui/class-names.js';
import { Card } from '../../ui/section.js';
import { FirstAddress } from './first-address.js';
import { FirstChannels } from './first-channels.js';
import { FirstChecks } from './first-checks.js';
import { FirstTest } from './first-test.js';

type Step = 'address' | 'checks' | 'channels' | 'test';
const ORDER: readonly Step[] = ['address', 'checks', 'channels', 'test'];

/** From nothing to a watched site and a seen pop-up. `from`: where it goes on after a channel was set up. */
export const FirstRun = ({ from, onDone }: { from: 'address' | 'channels'; onDone: () => void }) => {
  const [step, setStep] = useState<Step>(from);
  const [look, setLook] = useState<SiteLook | null>(null);
  const skip = (): void => {
    prefer({ guide: 'skipped' });
    onDone();
  };
  const finish = (): void => {
    prefer({ guide: 'shown' });
    onDone();
  };
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-2xl flex-col gap-5 px-6 py-10">
        <header>
          <h1 className="text-figure font-semibold">What shall Watchroom watch?</h1>
          <p className="pt-1 text-lead text-soft">
            Point it at your site, pick what to watch and who is told, and see the alert it would send.
          </p>
        </header>
        <StepCard n={1} title="Your site" now={step} step="address">
          <FirstAddress
            onLooked={(found) => {
              setLook(found);
              setStep('checks');
            }}
          />
        </StepCard>
        <StepCard n={2} title="Checks" now={step} step="checks">
          {look !== null && <FirstChecks look={look} onBack={() => setStep('address')} onSaved={() => setStep('channels')} />}
        </StepCard>
        <StepCard n={3} title="Who is told" now={step} step="channels">
          <FirstChannels onNext={() => setStep('test')} />
        </StepCard>
        <StepCard n={4} title="A test alert" now={step} step="test">
          <FirstTest onSeen={finish} />
        </StepCard>
        <Button look="quiet" className="self-start" onClick={skip}>
          Skip, I know my way
        </Button>
      </div>
    </div>
  );
};

const StepCard = (props: { n: number; title: string; now: Step; step: Step; children: ReactNode }) => {
  const isOver = ORDER.indexOf(props.now) > ORDER.indexOf(props.step);
  const isNow = props.now === props.step;
  return (
    <Card className={names('p-5', !isNow && 'text-faint')}>
      <h2 className="flex items-center gap-2.5 text-lead font-semibold">
        <span
          className={names(
            'flex size-6 items-center justify-center rounded-full text-small',
            isOver ? 'bg-good-soft text-good' : isNow ? 'bg-accent-fill text-on-accent' : 'bg-hover text-faint',
          )}
        >
          {isOver ? <Check size={14} aria-label="done" /> : props.n}
        </span>
        {props.title}
      </h2>
      {isNow && <div className="flex flex-col gap-4 pt-4">{props.children}</div>}
    </Card>
  );
};
