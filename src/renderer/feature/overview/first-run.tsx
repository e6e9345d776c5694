import { useState } from 'react';
import type { SiteLook } from '../../../preload/contract/views.js';
import { useTargets, useView } from '../../state/console.js';
import { type Preferences, prefer } from '../../state/preferences.js';
import { sayChannel } from '../../text/delivery.js';
import { count } from '../../text/quantity.js';
import { Button } from '../../ui/button.js';
import { FirstAddress } from './first-address.js';
import { FirstChannels } from './first-channels.js';
import { FirstChecks } from './first-checks.js';
import { type Step, StepCard } from './first-step.js';
import { FirstTest } from './first-test.js';

/** Where the guide waits while its reader is elsewhere: nothing of its first two steps is kept before it is saved. */
export const stepAt = (guide: Preferences['guide']): Step =>
  guide === 'at-channels' ? 'channels' : guide === 'at-test' ? 'test' : 'address';

/** From nothing to a watched site and a seen pop-up. */
export const FirstRun = ({ from, onDone }: { from: Step; onDone: () => void }) => {
  const [step, setStep] = useState<Step>(from);
  const [look, setLook] = useState<SiteLook | null>(null);
  const said = useSaid(look);
  const goTo = (next: 'channels' | 'test'): void => {
    prefer({ guide: next === 'channels' ? 'at-channels' : 'at-test' });
    setStep(next);
  };
  const leave = (guide: 'skipped' | 'shown'): void => {
    prefer({ guide });
    onDone();
  };
  const isSaved = step === 'channels';
  return (
    <div className="relative h-full overflow-y-auto">
      <div className="mx-auto flex max-w-2xl flex-col gap-3 px-6 py-8">
        <header className="pb-2">
          <h1 className="text-figure font-semibold">What shall Watchroom watch?</h1>
          <p className="pt-1 text-lead text-soft">
            Point it at your site, pick what to watch and who is told, and see the alert it would send.
          </p>
        </header>
        <StepCard
          n={1}
          title="Your site"
          {...{ now: step, step: 'address', done: said.site }}
          again={{ word: 'Another address', onAgain: () => setStep('address') }}
        >
          <FirstAddress
            onLooked={(found) => {
              setLook(found);
              setStep('checks');
            }}
          />
        </StepCard>
        <StepCard
          n={2}
          title="Checks"
          {...{ now: step, step: 'checks', done: said.checks }}
          later="What to watch of it, each with what it answers now."
        >
          {look !== null && <FirstChecks look={look} onDone={() => goTo('channels')} />}
        </StepCard>
        <StepCard
          n={3}
          title="Who is told"
          {...{ now: step, step: 'channels', done: said.channels }}
          later="Pop-ups on this screen, mail, Slack, SMS, or a system of your own."
          again={{ word: 'Change', onAgain: () => goTo('channels') }}
        >
          <FirstChannels onNext={() => goTo('test')} />
        </StepCard>
        <StepCard
          n={4}
          title="A test alert"
          {...{ now: step, step: 'test' }}
          later="What an alert looks like, before a real one comes."
        >
          <FirstTest onBack={() => goTo('channels')} onSeen={() => leave('shown')} />
        </StepCard>
        {step !== 'test' && (
          <p className="flex flex-wrap items-center gap-x-2 pt-1 text-faint">
            <Button look="quiet" className="-ml-3" onClick={() => leave('skipped')}>
              {isSaved ? 'Skip the rest' : 'Skip the guide'}
            </Button>
            {isSaved ? 'What is watched stays watched.' : 'It can be opened again from Targets.'}
          </p>
        )}
      </div>
    </div>
  );
};

/** Most names of what is watched that are listed. */
const MOST_NAMES = 3;

/** What was done in the steps that are over, also where they were done another day. */
const useSaid = (look: SiteLook | null): Readonly<Record<'site' | 'checks' | 'channels', string>> => {
  const site = useView((view) => view.desk.site.url);
  const names = useTargets()
    .filter(({ source }) => source !== 'host')
    .map(({ name }) => name);
  const channels = useView((view) => view.system.channels);
  const others = names.length - MOST_NAMES;
  return {
    site: look?.url ?? site ?? '',
    checks:
      names.length === 0
        ? ''
        : `${count(names.length, 'target')}: ${names.slice(0, MOST_NAMES).join(', ')}${others > 0 ? `, and ${others} more` : ''}`,
    channels: channels.map(({ kind }) => sayChannel(kind)).join(', ') || 'Nobody yet',
  };
};
