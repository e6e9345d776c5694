import { useState } from 'react';
import type { UpdateOffer, UpdateState, UpdateView } from '../../../preload/contract/views.js';
import { useAlerts, useCall, useView } from '../../state/console.js';
import { count } from '../../text/quantity.js';
import type { Saying } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Mark, Notice } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { WhyNot } from '../../ui/why-not.js';

const STATES: Readonly<Record<UpdateState, Saying>> = {
  first: { tone: 'neutral', word: 'Not looked for yet' },
  current: { tone: 'good', word: 'Nothing newer' },
  fetching: { tone: 'info', word: 'Being fetched' },
  ready: { tone: 'info', word: 'Ready' },
  offered: { tone: 'info', word: 'To be installed' },
  failing: { tone: 'warning', word: 'Cannot be had' },
  refused: { tone: 'critical', word: 'Refused' },
  resting: { tone: 'unseen', word: 'Not by itself' },
};

/** Newer versions of the app of this desk; nothing where no feed is configured. */
export const Updates = () => {
  const update = useView((view) => view.desk.update) ?? null;
  return update === null ? null : <Found update={update} />;
};

const Found = ({ update }: { update: UpdateView }) => {
  const call = useCall();
  const [isLooking, setLooking] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const { offer, state, text, lastAt } = update;
  const onLook = async (): Promise<void> => {
    setLooking(true);
    const answer = await call('update.look', {});
    setLooking(false);
    if (!answer.ok) toast({ tone: 'warning', text: answer.error.message });
  };
  return (
    <Section
      title="Updates"
      note={
        lastAt === null ? undefined : (
          <>
            looked for <Ago at={lastAt} />
          </>
        )
      }
      actions={
        <Button acts="update.look" disabled={isLooking || state === 'fetching'} onClick={() => void onLook()}>
          Look now
        </Button>
      }
    >
      <Card className="flex flex-col gap-3 p-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Mark {...STATES[state]} />
          <p className="min-w-0 flex-1 text-soft">
            {offer !== null && <strong className="font-medium text-ink">Version {offer.version}. </strong>}
            {text}
          </p>
          {offer?.address === null && (
            <Button acts="update.restart" look="primary" onClick={() => setAsking(true)}>
              Restart into {offer.version}
            </Button>
          )}
        </div>
        {offer?.address === null && <WhyNot act="update.restart" />}
        {offer !== null && offer.address !== null && (
          <p className="text-soft">
            It is to be had at <code className="select-all break-all text-ink">{offer.address}</code>
          </p>
        )}
        {offer !== null && <Notes offer={offer} />}
      </Card>
      {isAsking && offer !== null && <Ask offer={offer} onClose={() => setAsking(false)} />}
    </Section>
  );
};

const Notes = ({ offer: { notes } }: { offer: UpdateOffer }) => (
  <div className="border-t border-line pt-3">
    <h3 className="text-faint">What is new</h3>
    <p className="max-h-64 max-w-prose overflow-y-auto whitespace-pre-wrap">
      {notes === '' ? 'The feed says nothing about it.' : notes}
    </p>
  </div>
);

const Ask = ({ offer, onClose }: { offer: UpdateOffer; onClose: () => void }) => {
  const call = useCall();
  const alerts = useAlerts();
  const [refused, setRefused] = useState<string | null>(null);
  const open = alerts.filter(({ state }) => state === 'firing').length;
  const onRestart = async (): Promise<void> => {
    const answer = await call('update.restart', { version: offer.version });
    if (!answer.ok) setRefused(answer.error.message);
  };
  return (
    <Dialog title={`Restart into ${offer.version}`} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p>
          Watchroom ends, the new version is put in place, and it starts again. Nothing is watched meanwhile, which takes some
          seconds and is shown as unobserved. What was kept stays where it is.
        </p>
        {open > 0 && (
          <Notice tone="warning" title={`${count(open, 'alert')} open`}>
            Nobody has to do this now: it waits until all is calm.
          </Notice>
        )}
        {refused !== null && (
          <Notice tone="warning" title="It did not restart">
            {refused}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} data-first>
            Later
          </Button>
          <Button acts="update.restart" look="primary" onClick={() => void onRestart()}>
            Restart now
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
