import type { Delivery, DeliveryOutcome, FoundDeliveries } from '../../../preload/contract/views.js';
import { useFoundDeliveries } from '../../query/found.js';
import { alertPath } from '../../state/place.js';
import { sayChannel, sayDelivery, sayRecipients, sayTrouble, sayWhySent } from '../../text/delivery.js';
import { Ago } from '../../text/zone.js';
import { FilterSelect, type Option } from '../../ui/field.js';
import { FilterDays, FilterText } from '../../ui/filter-fields.js';
import { Mark } from '../../ui/mark.js';
import { Section } from '../../ui/section.js';
import { KINDS } from './channel/fields.js';
import { FoundList } from './found-list.js';
import { DELIVERY_KEYS, dayIn, isNarrowing, type Narrowed, oneOf, useMoved, useNarrowed, useToday } from './narrowed.js';

const CHANNELS: readonly Option<'desktop' | (typeof KINDS)[number] | ''>[] = [
  { value: '', label: 'Any channel' },
  ...(['desktop', ...KINDS] as const).map((kind) => ({ value: kind, label: sayChannel(kind) })),
];

const OUTCOMES: readonly Option<DeliveryOutcome | ''>[] = [
  { value: '', label: 'Any outcome' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'hidden', label: 'Not shown' },
  { value: 'abandoned', label: 'Not delivered' },
];

const Row = ({ delivery }: { delivery: Delivery }) => {
  const failed = sayTrouble(delivery);
  const way = sayChannel(delivery.channel);
  const why = sayWhySent(delivery);
  return (
    <tr className="border-b border-line last:border-0">
      <td className="px-4 py-1.5 whitespace-nowrap text-faint">
        <Ago at={delivery.decidedAt} />
      </td>
      <td className="max-w-88 truncate py-1.5 pr-4" title={[way, toAll(delivery), why].filter((part) => part !== '').join(' ')}>
        {way} <To recipients={delivery.recipients} /> <span className="text-faint">{why}</span>
      </td>
      <td className="w-full max-w-0 truncate py-1.5 pr-4" title={failed ?? delivery.message.body}>
        {delivery.episode === null ? (
          delivery.message.title
        ) : (
          <a href={`#${alertPath(delivery.episode)}`} className="hover:underline">
            {delivery.message.title}
          </a>
        )}
        {failed !== null && <span className="text-soft"> {failed}</span>}
      </td>
      <td className="py-1.5 pr-4 text-right">
        <Mark {...sayDelivery(delivery)} />
      </td>
    </tr>
  );
};

const toAll = ({ recipients }: Pick<Delivery, 'recipients'>): string =>
  recipients.length === 0 ? '' : `to ${recipients.join(', ')}`;

/** The first of them; whoever cannot point at the others hears them all. */
const To = ({ recipients }: Pick<Delivery, 'recipients'>) => {
  if (recipients.length < 2) return toAll({ recipients });
  return (
    <>
      <span aria-hidden="true">to {sayRecipients(recipients)}</span>
      <span className="sr-only">{toAll({ recipients })}</span>
    </>
  );
};

type FiltersProps = Pick<Narrowed<(typeof DELIVERY_KEYS)[number]>, 'asked' | 'ask' | 'filters'>;

const Filters = ({ asked, ask, filters }: FiltersProps) => (
  <search ref={filters} className="flex flex-wrap items-center gap-2" aria-label="Narrow the deliveries">
    <FilterSelect
      label="Channel"
      options={CHANNELS}
      value={oneOf(CHANNELS, asked.channel) ?? ''}
      onPick={(next) => ask('channel', next)}
    />
    <FilterSelect
      label="Outcome"
      options={OUTCOMES}
      value={oneOf(OUTCOMES, asked.outcome) ?? ''}
      onPick={(next) => ask('outcome', next)}
    />
    <FilterText
      label="Recipient"
      placeholder="To: a name, address or room"
      value={asked.recipient}
      onText={(next) => ask('recipient', next)}
    />
    <FilterText
      label="Alert or words of the message"
      placeholder="Alert or words of the message"
      value={asked.about}
      onText={(next) => ask('about', next)}
    />
    <FilterDays
      label="Sent"
      from={dayIn(asked['sent-from']) ?? ''}
      to={dayIn(asked['sent-to']) ?? ''}
      latest={useToday()}
      onFrom={(day) => ask('sent-from', day)}
      onTo={(day) => ask('sent-to', day)}
    />
  </search>
);

/** What was sent to whom, and what came of it: the newest, or what is looked for. */
export const Deliveries = () => {
  const { asked, ask, filters, showAll } = useNarrowed(DELIVERY_KEYS);
  const question = {
    channel: oneOf(CHANNELS, asked.channel),
    outcome: oneOf(OUTCOMES, asked.outcome),
    recipient: asked.recipient,
    about: asked.about,
    from: dayIn(asked['sent-from']),
    to: dayIn(asked['sent-to']),
  };
  const found = useFoundDeliveries(question, useMoved());
  return (
    <Section anew title="Deliveries">
      <Filters asked={asked} ask={ask} filters={filters} />
      <FoundList<Delivery, FoundDeliveries>
        caption="Deliveries"
        heads={['When', 'Way, recipients and reason', 'Message', 'Outcome']}
        found={found}
        isNarrowed={isNarrowing(question)}
        onShowAll={showAll}
        empty="Nothing was sent yet. Each alert’s timeline tells what was decided, and why."
        keyOf={({ id }) => id}
        row={(delivery) => <Row key={delivery.id} delivery={delivery} />}
      />
    </Section>
  );
};
