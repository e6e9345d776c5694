import type { ReactNode } from 'react';
import type { SystemView } from '../../../preload/contract/views.js';
import { useView } from '../../state/console.js';
import { plain, quantity } from '../../text/quantity.js';
import type { Saying } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Mark } from '../../ui/mark.js';
import { Card, Facts, Section } from '../../ui/section.js';
import { KINDS } from './channel/fields.js';
import { ChannelLine, UnusedChannelLine } from './channel-line.js';

const STATES: Readonly<Record<string, Saying>> = {
  ok: { tone: 'good', word: 'Good' },
  failing: { tone: 'warning', word: 'Failing' },
  idle: { tone: 'neutral', word: 'Idle' },
  off: { tone: 'muted', word: 'Off' },
  // It is set up, else it would not be among them.
  unused: { tone: 'neutral', word: 'Not used yet' },
};
const UNKNOWN: Saying = { tone: 'unseen', word: 'Unknown' };

interface PartProps {
  readonly title: string;
  readonly state?: Saying;
  readonly children: ReactNode;
}

const Part = ({ title, state, children }: PartProps) => (
  <Card className="flex flex-col gap-2.5 p-4">
    <h3 className="flex items-center justify-between gap-2 font-semibold">
      {title}
      {state !== undefined && (
        <span className="text-body font-normal">
          <Mark {...state} />
        </span>
      )}
    </h3>
    {children}
  </Card>
);

type Spread = SystemView['engine']['turnMilliseconds'];
const saySpread = (spread: Spread): string =>
  spread === null ? 'not measured yet' : `${plain(spread.median)} ms typically, 19 of 20 under ${plain(spread.p95)} ms`;
const when = (at: number | null): ReactNode => (at === null ? 'never' : <Ago at={at} />);

const BEATS: Readonly<Record<NonNullable<SystemView['heartbeat']>['state'], Saying>> = {
  first: { tone: 'neutral', word: 'None sent yet' },
  ok: { tone: 'good', word: 'Arrives' },
  late: { tone: 'warning', word: 'Late' },
  failing: { tone: 'warning', word: 'Does not arrive' },
  held: { tone: 'unseen', word: 'Held' },
};

const Heartbeat = ({ heartbeat }: Pick<SystemView, 'heartbeat'>) => {
  if (heartbeat === null) return 'not set up: nobody notices if this desk stops';
  return (
    <span className="flex flex-col">
      <span className="flex flex-wrap items-center gap-x-2">
        <Mark {...BEATS[heartbeat.state]} />
        {heartbeat.lastAt !== null && <Ago at={heartbeat.lastAt} />}
      </span>
      {heartbeat.text !== '' && <span className="text-small text-faint">{heartbeat.text}</span>}
    </span>
  );
};

const Engine = () => {
  const { engine, startedAt, heartbeat } = useView((view) => view.system);
  return (
    <Part title="Engine">
      <Facts
        items={[
          { label: 'Started', value: <Ago at={startedAt} /> },
          { label: 'Turns', value: plain(engine.turns) },
          { label: 'A turn takes', value: saySpread(engine.turnMilliseconds) },
          { label: 'Readings late', value: saySpread(engine.lateMilliseconds) },
          { label: 'Series', value: plain(engine.series) },
          { label: 'Heartbeat', value: <Heartbeat heartbeat={heartbeat} /> },
        ]}
      />
    </Part>
  );
};

const Store = () => {
  const { store } = useView((view) => view.system);
  return (
    <Part title="Store" state={STATES[store.state] ?? UNKNOWN}>
      {store.text !== '' && <p className="text-soft">{store.text}</p>}
      <Facts
        items={[
          { label: 'Kind', value: store.kind },
          { label: 'Place', value: <span className="font-mono text-small break-all">{store.place}</span> },
          { label: 'Size', value: store.bytes === null ? 'unknown' : quantity(store.bytes, 'store_bytes') },
          { label: 'Last write', value: when(store.lastCommitAt) },
          { label: 'A write takes', value: saySpread(store.commitMilliseconds) },
        ]}
      />
    </Part>
  );
};

/** The ways out of this desk, and what waits to leave by them. */
const Notifications = () => {
  const { channels, outbox } = useView((view) => view.system);
  return (
    <Section
      title="Notifications"
      note={`${plain(outbox.delivered)} delivered, ${plain(outbox.abandoned)} given up`}
      actions={
        outbox.waiting > 0 ? (
          <Mark tone="info" word={`${plain(outbox.waiting)} waiting`} />
        ) : (
          <Mark tone="good" word="None waiting" />
        )
      }
    >
      <Card>
        <ul>
          {channels.map((channel) => (
            <ChannelLine key={channel.kind} channel={channel} state={STATES[channel.state] ?? UNKNOWN} />
          ))}
          {KINDS.filter((kind) => channels.every((channel) => channel.kind !== kind)).map((kind) => (
            <UnusedChannelLine key={kind} kind={kind} />
          ))}
        </ul>
      </Card>
    </Section>
  );
};

/** What works inside the watch, and what leaves it. */
export const Parts = () => (
  <div className="grid grid-cols-1 gap-6 @3xl:grid-cols-2">
    <Section title="Engine and store">
      <Engine />
      <Store />
    </Section>
    <Notifications />
  </div>
);
