import type { Delivery } from '../../../preload/contract/views.js';
import { sayChannel, sayDelivery, sayTrouble, sayWhySent } from '../../text/delivery.js';
import { clockSeconds, spell } from '../../text/time.js';
import { Ago, useZone } from '../../text/zone.js';
import { Mark } from '../../ui/mark.js';

const Trouble = ({ delivery }: { delivery: Delivery }) => {
  const trouble = sayTrouble(delivery);
  return trouble === null ? null : <p className="text-soft">{trouble}</p>;
};

const Attempts = ({ delivery }: { delivery: Delivery }) => {
  const zone = useZone();
  return (
    <ol className="pt-1 text-small text-faint">
      {delivery.attempts.map((attempt, index) => (
        <li key={attempt.at}>
          Try {index + 1} at {clockSeconds(attempt.at, zone)}: {attempt.outcome} after {spell(attempt.took)}
          {attempt.text !== '' && ` (${attempt.text})`}
        </li>
      ))}
    </ol>
  );
};

/** Who was told, on which way, why, and what each try came to. */
export const Deliveries = ({ deliveries }: { deliveries: readonly Delivery[] }) => {
  if (deliveries.length === 0) return <p className="text-soft">Nobody was told. The timeline says why.</p>;
  return (
    <ul className="flex flex-col">
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="border-b border-line py-1.5 last:border-0">
          <div className="flex items-baseline justify-between gap-3">
            <span>
              <span className="font-medium">{sayChannel(delivery.channel)}</span>{' '}
              <span className="text-soft">{sayWhySent(delivery)}</span>{' '}
              <span className="text-faint">
                <Ago at={delivery.decidedAt} />
              </span>
            </span>
            <Mark {...sayDelivery(delivery)} />
          </div>
          <Trouble delivery={delivery} />
          <Attempts delivery={delivery} />
        </li>
      ))}
    </ul>
  );
};
