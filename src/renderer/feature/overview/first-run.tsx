import { Check } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { TryIt } from '../../chart/try-it.js';
import { type SaveOutcome, useEdit } from '../../query/edits.js';
import { useConfig } from '../../query/reads/config.js';
import { Refusal } from '../../query/refusal.js';
import { useCall } from '../../state/console.js';
import { prefer } from '../../state/preferences.js';
import { Button } from '../../ui/button.js';
import { names } from '../../ui/class-names.js';
import { TextField } from '../../ui/field.js';
import { Notice } from '../../ui/mark.js';
import { Card } from '../../ui/section.js';
import { firstEdits, firstTarget } from './first-target.js';

type Step = 'address' | 'test' | 'done';
const ORDER: readonly Step[] = ['address', 'test', 'done'];

/** From nothing to a watched page and a seen pop-up, in two steps. */
export const FirstRun = ({ onDone }: { onDone: () => void }) => {
  const [step, setStep] = useState<Step>('address');
  const skip = (): void => {
    prefer({ guide: 'skipped' });
    onDone();
  };
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-2xl flex-col gap-5 px-6 py-10">
        <header>
          <h1 className="text-figure font-semibold">What shall Watchroom watch?</h1>
          <p className="pt-1 text-lead text-soft">Two steps: point it at your site, and see the pop-up it would send.</p>
        </header>
        <StepCard n={1} title="Your site" now={step} step="address">
          <Address onSaved={() => setStep('test')} />
        </StepCard>
        <StepCard n={2} title="The pop-up" now={step} step="test">
          <TestAlert onSeen={onDone} />
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

const isAddress = (url: string): boolean =>
  URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && new URL(url).hostname.length > 2;

const Address = ({ onSaved }: { onSaved: () => void }) => {
  const call = useCall();
  const edit = useEdit();
  const { data } = useConfig();
  const [url, setUrl] = useState('https://');
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const isReady = isAddress(url);
  const item = firstTarget(url);
  const save = async (): Promise<void> => {
    const result = await edit(firstEdits(url), data?.revision);
    setOutcome(result);
    if (result.kind === 'saved') onSaved();
  };
  return (
    <>
      <TextField
        label="Address of the page"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        hint="It is read once a minute, with its style sheets, scripts and images. More pages can follow later."
        className="font-mono"
        spellCheck={false}
        autoFocus
      />
      <TryIt isReady={isReady} onLook={() => call('target.try', { target: item })} />
      {outcome !== null && <Refusal outcome={outcome} />}
      <Button acts look="primary" className="self-start" disabled={!isReady || data === undefined} onClick={() => void save()}>
        Watch it
      </Button>
    </>
  );
};

const TestAlert = ({ onSeen }: { onSeen: () => void }) => {
  const call = useCall();
  const [sent, setSent] = useState<'no' | 'yes' | string>('no');
  const send = async (): Promise<void> => {
    const answer = await call('alert.test', {});
    setSent(answer.ok ? 'yes' : answer.error.message);
  };
  return (
    <>
      <p className="text-soft">
        A test alert takes the same way as a real one. If no pop-up appears, the alert’s page says what went wrong.
      </p>
      {sent === 'yes' && <Notice tone="info" title="Sent. Did a pop-up appear?" />}
      {sent !== 'yes' && sent !== 'no' && (
        <Notice tone="warning" title="It could not be sent">
          {sent}
        </Notice>
      )}
      <div className="flex gap-2">
        <Button acts look={sent === 'yes' ? 'plain' : 'primary'} onClick={() => void send()}>
          {sent === 'yes' ? 'Send it again' : 'Send a test alert'}
        </Button>
        <Button look={sent === 'yes' ? 'primary' : 'plain'} onClick={onSeen}>
          Go to the overview
        </Button>
      </div>
    </>
  );
};
