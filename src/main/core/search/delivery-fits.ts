import type { Delivery } from '../model/notification.js';
import type { DeliveryOutcome, DeliveryQuestion } from '../model/search.js';
import { maskAddresses } from '../notify/mask.js';
import { holdsWords } from './words.js';

/** Whether a delivery is one of those that are wanted, but for the time. */
export const deliveryFits = (delivery: Delivery, { channel, outcome, recipient = '', about = '' }: DeliveryQuestion): boolean =>
  (channel === undefined || delivery.channel === channel) &&
  (outcome === undefined || outcomeOf(delivery) === outcome) &&
  (recipient.trim() === '' || delivery.recipients.some((address) => isTo(address, recipient.trim().toLowerCase()))) &&
  holdsWords(textOf(delivery), about);

/** What came of it: what was taken may have been kept from people's eyes. */
const outcomeOf = ({ state, attempts }: Delivery): DeliveryOutcome =>
  state.kind === 'delivered' && attempts.at(-1)?.outcome === 'hidden' ? 'hidden' : state.kind;

/**
 * By what is shown of an address, by the whole of it, or by whole words of the name before its `@`; never by a piece of what is
 * masked, or the mask could be lifted letter by letter.
 */
const isTo = (address: string, wanted: string): boolean => {
  const known = address.toLowerCase();
  if (known === wanted || maskAddresses(known).includes(wanted)) return true;
  const name = known.includes('@') ? wordsIn(known.slice(0, known.lastIndexOf('@'))) : [];
  const asked = wordsIn(wanted);
  return asked.length > 0 && asked.every((word) => name.includes(word));
};

const wordsIn = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

const textOf = ({ message, rule, episode, alerts }: Delivery): string =>
  [message.title, message.body, rule ?? '', episode ?? '', ...alerts].join(' ');
