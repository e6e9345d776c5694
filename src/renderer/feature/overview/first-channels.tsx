import type { SystemView } from '../../../preload/contract/views.js';
import { useConfig } from '../../query/reads/config.js';
import { useView } from '../../state/console.js';
import { channelPath, useGo } from '../../state/place.js';
import { prefer } from '../../state/preferences.js';
import { sayChannel, sentenceOf } from '../../text/delivery.js';
import type { Saying } from '../../text/states.js';
import { Button } from '../../ui/button.js';
import { Mark, Sentence } from '../../ui/mark.js';

type Channel = SystemView['channels'][number];

const KINDS = ['desktop', 'email', 'slack', 'sms', 'webhook'] as const;
type Kind = (typeof KINDS)[number];

const ABOUT: Readonly<Record<Kind, string>> = {
  desktop: 'On this screen, with a sound. Nothing to set up.',
  email: 'Critical alerts at once, warnings together, and a summary each day.',
  slack: 'In your channels, with buttons to acknowledge and resolve.',
  sms: 'Critical alerts only, by Twilio or AWS.',
  webhook: 'To a system of your own, as signed JSON.',
};

/** None is called ready that nothing was ever sent by. */
const SAID: Readonly<Record<Channel['state'], Saying>> = {
  ok: { tone: 'good', word: 'Works' },
  failing: { tone: 'warning', word: 'Failing' },
  unused: { tone: 'neutral', word: 'Not tried yet' },
  off: { tone: 'neutral', word: 'Off' },
};
const HIDDEN: Saying = { tone: 'warning', word: 'Not shown' };

const sayState = (kind: Kind, found: Channel | undefined): Saying => {
  if (found === undefined) return { tone: 'neutral', word: kind === 'desktop' ? 'Not on this machine' : 'Not set up' };
  return found.doNotDisturb?.kind === 'on' ? HIDDEN : SAID[found.state];
};

/** What is wrong with it, as a sentence; null where nothing is. */
const troubleOf = (found: Channel | undefined): string | null => {
  if (found?.doNotDisturb?.kind === 'on')
    return `Do not disturb is on (${found.doNotDisturb.text}): pop-ups go to the notification centre, and nobody sees them.`;
  return found?.state === 'failing' ? sentenceOf(found.text) : null;
};

/** By what people are told. A channel is set up where it always is, and the guide waits meanwhile. */
export const FirstChannels = ({ onNext }: { onNext: () => void }) => {
  const channels = useView((view) => view.system.channels);
  return (
    <>
      <p className="text-soft">{sayReach(channels.map(({ kind }) => kind))}</p>
      <ul aria-label="Channels" className="flex flex-col divide-y divide-line rounded-md border border-line">
        {KINDS.map((kind) => (
          <ChannelRow key={kind} kind={kind} found={channels.find((channel) => channel.kind === kind)} />
        ))}
      </ul>
      <ToldNext kinds={channels.filter(({ state }) => state === 'ok' || state === 'unused').map(({ kind }) => kind)} />
      <Button look="primary" className="self-start" onClick={onNext}>
        Go on
      </Button>
    </>
  );
};

/** Whom an alert reaches beyond the channels' own recipients: also those of the built-in standard, whom nobody here has named. */
const ToldNext = ({ kinds }: { kinds: readonly string[] }) => {
  const { data } = useConfig();
  const told = Object.entries(data?.teams ?? {}).flatMap(([name, team]) => {
    const by = (kind: Kind, to: readonly string[]): readonly string[] => (kinds.includes(kind) ? to : []);
    const all = [...by('email', team.email), ...by('sms', team.sms), ...by('slack', team.slack === null ? [] : [team.slack])];
    return all.length === 0 ? [] : [`${name} (${all.join(', ')})`];
  });
  if (told.length === 0) return null;
  return (
    <p className="text-soft">
      {`Alerts of high impact, and those that nobody takes, are also told to ${told.join(', ')}. `}
      <a href="#/settings/escalation" className="font-medium text-accent underline underline-offset-2">
        Teams and escalation
      </a>
      {' names others.'}
    </p>
  );
};

const sayReach = (kinds: readonly string[]): string => {
  const isHere = kinds.includes('desktop');
  if (kinds.length === 0)
    return 'Nobody is told yet: this machine shows no pop-ups. Set up one channel at least, now or later under System.';
  if (kinds.length === 1 && isHere)
    return 'Pop-ups reach whoever sits here. Add a channel for when nobody does: now, or later under System.';
  const who = isHere
    ? 'Pop-ups reach whoever sits here, the others whoever does not.'
    : 'These reach people wherever they are.';
  return `${who} The test alert of the next step goes out by all of them.`;
};

const ChannelRow = ({ kind, found }: { kind: Kind; found: Channel | undefined }) => {
  const go = useGo();
  const trouble = troubleOf(found);
  const setUp = (): void => {
    prefer({ guide: 'at-channels' });
    go(channelPath(kind));
  };
  return (
    <li className="flex min-h-12 items-center gap-3 px-3 py-1.5">
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{sayChannel(kind)}</span>
        <span className="block text-small text-faint">
          {kind === 'desktop' && found === undefined
            ? 'It has no screen to show them on, or they are turned off.'
            : ABOUT[kind]}
        </span>
        {trouble !== null && (
          <span className="block text-small">
            <Sentence tone="warning">{trouble}</Sentence>
          </span>
        )}
      </span>
      <Mark {...sayState(kind, found)} />
      <span className="flex w-20 shrink-0 justify-end">
        {kind !== 'desktop' && (
          <Button shape="tight" className="w-full" aria-label={`Set up ${sayChannel(kind)}`} onClick={setUp}>
            {found === undefined ? 'Set it up' : 'Change'}
          </Button>
        )}
      </span>
    </li>
  );
};
