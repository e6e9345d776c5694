import { useState } from 'react';
import type { Delivery } from '../../../preload/contract/views.js';
import { useDeliveries } from '../../query/reads/desk.js';
import { alertPath } from '../../state/place.js';
import { sayChannel, sayDelivery, sayTrouble, sayWhySent } from '../../text/delivery.js';
import { wallClock } from '../../text/now.js';
import { Ago } from '../../text/zone.js';
import { Mark, Notice } from '../../ui/mark.js';
import { Card, Section, Skeleton } from '../../ui/section.js';

const DAY = 86_400_000;

const Row = ({ delivery }: { delivery: Delivery }) => {
  const failed = sayTrouble(delivery);
  return (
    <tr className="border-b border-line last:border-0">
      <td className="px-4 py-1.5 whitespace-nowrap text-faint">
        <Ago at={delivery.decidedAt} />
      </td>
      <td className="py-1.5 pr-4 whitespace-nowrap">
        {sayChannel(delivery.channel)} <span className="text-faint">{sayWhySent(delivery)}</span>
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

/** What was sent in the last day, and what came of it. */
export const Deliveries = () => {
  // Set once: a start that moves each second would be a new question each second.
  const [since] = useState(() => wallClock() - DAY);
  const { data, error } = useDeliveries(since);
  return (
    <Section anew title="Deliveries" note="last 24 h">
      <Card>
        {error !== null && (
          <Notice tone="warning" title="The deliveries could not be read">
            {error.message}
          </Notice>
        )}
        {data === undefined && error === null && <Skeleton className="m-4 h-24" />}
        {data?.length === 0 && (
          <p className="p-4 text-soft">Nothing was sent. Each alert’s timeline tells what was decided, and why.</p>
        )}
        {data !== undefined && data.length > 0 && (
          <table className="w-full">
            <caption className="sr-only">Deliveries of the last 24 hours</caption>
            <thead className="sr-only">
              <tr>
                <th>When</th>
                <th>Way and reason</th>
                <th>Message</th>
                <th>Outcome</th>
              </tr>
            </thead>
            <tbody>
              {data.map((delivery) => (
                <Row key={delivery.id} delivery={delivery} />
              ))}
            </tbody>
          </table>
        )}
      </Card>
    </Section>
  );
};
