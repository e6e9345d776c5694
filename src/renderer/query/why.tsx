import type { UseQueryResult } from '@tanstack/react-query';
import type { ChannelExplanation, ExplainAnswer, Gate } from '../../preload/contract/views.js';
import { sayChannel, sayReason } from '../text/delivery.js';
import { useNow } from '../text/now.js';
import { count } from '../text/quantity.js';
import { clockSeconds, shortly } from '../text/time.js';
import { useZone } from '../text/zone.js';
import { CheckLine, type CheckState, ClosingLine } from '../ui/check-line.js';
import { Disclosure } from '../ui/disclosure.js';
import { Notice } from '../ui/mark.js';
import { Skeleton } from '../ui/section.js';

/** Why an alert woke somebody, or did not: the closing sentence, what is closed, and on demand what was passed. */
export const Why = ({ found: { data, error } }: { found: UseQueryResult<ExplainAnswer> }) => {
  if (error !== null)
    return (
      <Notice tone="warning" title="It could not be explained">
        {error.message}
      </Notice>
    );
  if (data === undefined) return <Skeleton className="h-32 w-full" />;
  const { explanation, basis, done } = data;
  return (
    <div className="flex flex-col gap-2.5">
      <ClosingLine bell={explanation.outcome.kind === 'woke' ? 'rings' : 'silent'}>{explanation.outcome.text}</ClosingLine>
      <Saw explanation={explanation} />
      <Gates gates={explanation.gates} />
      <Channels channels={explanation.channels} />
      {basis.kind === 'replay' && <Done done={done} />}
      {basis.notes.map((note) => (
        <p key={note} className="text-small text-faint">
          {note}
        </p>
      ))}
    </div>
  );
};

/** What the rule saw, unless its closed gate says that already. */
const Saw = ({ explanation: { seen, gates } }: { explanation: ExplainAnswer['explanation'] }) =>
  gates.some(({ state, text }) => state === 'blocked' && text === seen.text) ? null : (
    <p className="text-pretty text-soft">
      <span className="text-faint">It saw: </span>
      {seen.text}
    </p>
  );

/** Closed, or closed as well: what is to be seen first. */
const isClosed = ({ state, because }: Gate): boolean => state === 'blocked' || (state === 'not-reached' && because !== null);

const Gates = ({ gates }: { gates: readonly Gate[] }) => {
  const passed = gates.filter(({ state }) => state === 'passed');
  const others = gates.filter((gate) => gate.state !== 'passed' && !isClosed(gate));
  return (
    <>
      <GateList name="Closed gates" gates={gates.filter(isClosed)} />
      {passed.length > 0 && (
        <Disclosure title={`${count(passed.length, 'gate')} passed`}>
          <GateList name="Passed gates" gates={passed} />
        </Disclosure>
      )}
      {others.length > 0 && (
        <Disclosure title={`${count(others.length, 'more gate')} did not matter here`}>
          <GateList name="Other gates" gates={others} />
        </Disclosure>
      )}
    </>
  );
};

const GateList = ({ name, gates }: { name: string; gates: readonly Gate[] }) =>
  gates.length === 0 ? null : (
    <ul aria-label={name} className="flex flex-col">
      {gates.map((gate) => (
        <CheckLine key={gate.id} state={CHECKS[gate.state]} name={gate.name} word={wordOf(gate)}>
          {gate.text}
        </CheckLine>
      ))}
    </ul>
  );

const CHECKS: Readonly<Record<Gate['state'], CheckState>> = {
  passed: 'done',
  blocked: 'closed',
  'not-reached': 'open',
  'not-applicable': 'open',
};

const WORDS: Readonly<Record<Gate['state'], string>> = {
  passed: 'passed',
  blocked: 'closed',
  'not-reached': 'not reached',
  'not-applicable': 'does not apply',
};

const wordOf = (gate: Gate): string => (gate.state !== 'blocked' && isClosed(gate) ? 'closed as well' : WORDS[gate.state]);

const Channels = ({ channels }: { channels: readonly ChannelExplanation[] }) =>
  channels.length === 0 ? null : (
    <ul aria-label="By channel" className="flex flex-col">
      {channels.map((channel) => (
        <ChannelLine key={channel.channel} channel={channel} />
      ))}
    </ul>
  );

const ChannelLine = ({ channel: { channel, told, gates } }: { channel: ChannelExplanation }) => {
  const now = useNow();
  const zone = useZone();
  const closed = gates.find(({ state }) => state === 'blocked');
  const name = sayChannel(channel);
  if (closed !== undefined || told === null) {
    return (
      <CheckLine state={closed === undefined ? 'open' : 'closed'} name={name} word={unseenWord(told)}>
        {(closed ?? gates[0])?.text}
      </CheckLine>
    );
  }
  const when = told.at === null ? '' : ` at ${shortly(told.at, now, zone)}`;
  return (
    <CheckLine state="done" name={name} word="told">
      {`Told${when}${told.reason === null ? '' : `, ${sayReason(told.reason)}`}.`}
    </CheckLine>
  );
};

const unseenWord = (told: ExplainAnswer['explanation']['channels'][number]['told']): string => {
  if (told === null) return 'not told';
  return told.state === 'hidden' ? 'not shown' : 'has not arrived';
};

/** What the journal has of that minute, beside what was worked out again. */
const Done = ({ done }: { done: ExplainAnswer['done'] }) => {
  const zone = useZone();
  if (done === null) return null;
  if (done.length === 0) return <p className="text-faint">Nothing was done about it in that minute.</p>;
  return (
    <Disclosure title="What was really done in that minute">
      <ul>
        {done.map((entry) => (
          <li key={`${entry.at} ${entry.kind} ${entry.text}`} className="flex gap-3 border-b border-line py-1 last:border-0">
            <span className="shrink-0 text-faint tabular-nums">{clockSeconds(entry.at, zone)}</span>
            <span className="min-w-0">
              {entry.kind}
              {entry.by !== null && ` by ${entry.by}`}
              {entry.text !== '' && <span className="text-soft">: {entry.text}</span>}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
};
