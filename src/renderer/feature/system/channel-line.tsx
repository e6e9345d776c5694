import { Send, Settings2, Stethoscope } from 'lucide-react';
import type { ChannelTrial, SystemView } from '../../../preload/contract/views.js';
import { channelPath, useGo } from '../../state/place.js';
import { sayChannel, sentenceOf } from '../../text/delivery.js';
import type { Saying } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import type { Act } from '../../ui/fixed.js';
import { Mark, Sentence } from '../../ui/mark.js';
import type { Kind } from './channel/fields.js';
import { OutcomeWords, useAsking } from './channel/outcome.js';
import { systemPlace } from './narrowed.js';

type Channel = SystemView['channels'][number];

/** As wide in every line, so that the states stand below each other. */
const NAME = 'w-20 shrink-0';

const HIDDEN: Saying = { tone: 'warning', word: 'Not shown' };

/** How a channel is doing; its set-up, a look at it, and a test message by it with the receiver's own answer. */
export const ChannelLine = ({ channel, state }: { channel: Channel; state: Saying }) => {
  const { outcome, isBusy, onCheck, onTry } = useAsking(channel.kind as ChannelTrial['channel']);
  const go = useGo();
  const name = sayChannel(channel.kind);
  const needsSetUp = channel.kind !== 'desktop';
  return (
    <li className="border-b border-line px-4 py-2 last:border-0">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className={NAME}>{name}</span>
        <Mark {...(channel.doNotDisturb?.kind === 'on' ? HIDDEN : state)} />
        <span className="ml-auto flex">
          {needsSetUp && (
            <Tool
              label={`Set up ${name}`}
              word="Set up"
              icon={Settings2}
              onClick={() => go(systemPlace(channelPath(channel.kind)))}
            />
          )}
          <Tool
            label={`Check the set-up of ${name}`}
            word="Check"
            icon={Stethoscope}
            acts="channel.check"
            disabled={isBusy}
            onClick={() => void onCheck()}
          />
          <Tool
            acts="channel.try"
            label={`Send a test by ${name}`}
            word="Test"
            icon={Send}
            disabled={isBusy}
            onClick={() => void onTry()}
          />
        </span>
      </p>
      <p className="text-small text-faint">
        {sentenceOf(channel.text)}{' '}
        {channel.lastAt !== null && (
          <>
            Last used <Ago at={channel.lastAt} />.
          </>
        )}
      </p>
      <Disturb channel={channel} />
      <div role="status" className="text-small">
        <OutcomeWords outcome={outcome} />
      </div>
    </li>
  );
};

/** Where the system hides pop-ups, the best channel tells nobody anything. */
const Disturb = ({ channel: { doNotDisturb } }: { channel: Channel }) => {
  switch (doNotDisturb?.kind) {
    case 'on':
      return (
        <div className="text-small">
          <Sentence tone="warning">
            Do not disturb is on ({doNotDisturb.text}): pop-ups go to the notification centre, and nobody sees them.
          </Sentence>
        </div>
      );
    case 'unknown':
      return <p className="text-small text-faint">Whether do not disturb is on cannot be known: {doNotDisturb.text}.</p>;
    default:
      return null;
  }
};

/** A channel that this desk does not use yet. */
export const UnusedChannelLine = ({ kind }: { kind: Kind }) => {
  const go = useGo();
  const name = sayChannel(kind);
  return (
    <li className="flex flex-wrap items-center gap-x-2 border-b border-line px-4 py-2 last:border-0">
      <span className={NAME}>{name}</span>
      <Mark tone="neutral" word="Not set up" />
      <span className="ml-auto">
        <Tool label={`Set up ${name}`} word="Set up" icon={Settings2} onClick={() => go(systemPlace(channelPath(kind)))} />
      </span>
    </li>
  );
};

interface ToolProps {
  readonly label: string;
  readonly word: string;
  readonly icon: typeof Send;
  readonly disabled?: boolean;
  readonly acts?: Act;
  readonly onClick: () => void;
}

const Tool = ({ label, word, icon: Icon, disabled = false, acts, onClick }: ToolProps) => (
  <Button acts={acts} look="quiet" shape="tight" disabled={disabled} aria-label={label} onClick={onClick}>
    <Icon size={14} aria-hidden="true" />
    {word}
  </Button>
);
