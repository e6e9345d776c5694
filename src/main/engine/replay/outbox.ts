import type { Delivery } from '../../core/model/notification.js';
import { duration, type Instant } from '../../core/time/instant.js';
import { emptyDraft, isEmpty } from '../draft.js';
import { pointless, recordOutcome } from '../outbox/record-outcome.js';
import type { World } from '../world.js';

/** Takes up what turns have changed, in place of a store and of channels: whatever may leave is taken as delivered at once. */
export interface Outbox {
  /** Marks as the turns so far have left them. */
  readonly marks: Map<string, unknown>;
  /** From now on this world's drafts come here. */
  adopt(world: World): void;
  /** To be called after each turn and each tick. */
  drain(now: Instant): void;
  readonly isWaiting: () => boolean;
}

export const createOutbox = (): Outbox => {
  const marks = new Map<string, unknown>();
  const waiting = new Map<string, Delivery>();
  let world: World | null = null;
  let draft = emptyDraft();

  const collect = (): void => {
    for (const [name, value] of draft.marks) marks.set(name, value);
    for (const [id, delivery] of draft.deliveries) {
      if (delivery.state.kind === 'waiting') waiting.set(id, delivery);
      else waiting.delete(id);
    }
  };

  const send = (to: World, now: Instant): void => {
    for (const [id, delivery] of waiting) {
      if (delivery.dueAt > now || !mayLeave(to, delivery)) continue;
      waiting.delete(id);
      recordOutcome(to, outcomeOf(to, delivery, now), now);
    }
  };

  // Only what holds anything: emptying a map, or setting a list's length, costs as much as making a new one, once for each sample.
  const clear = (): void => {
    while (draft.samples.length > 0) draft.samples.pop();
    if (isEmpty(draft)) return;
    for (const part of Object.values(draft) as (unknown[] | Map<string, unknown>)[]) {
      if (!Array.isArray(part)) {
        if (part.size > 0) part.clear();
      } else if (part.length > 0) part.length = 0;
    }
  };

  return {
    marks,
    adopt: (adopted) => {
      world = adopted;
      draft = adopted.draft();
      adopted.draft = () => draft;
      for (const [id, delivery] of adopted.deliveries) if (delivery.state.kind === 'waiting') waiting.set(id, delivery);
    },
    drain: (now) => {
      if (world === null) return;
      if (draft.deliveries.size > 0 || draft.marks.size > 0) collect();
      if (waiting.size > 0) send(world, now);
      clear();
    },
    isWaiting: () => waiting.size > 0,
  };
};

/** As the desk decides it: nothing leaves before targets were read afresh, and without a network only what stays on the desk. */
const mayLeave = ({ settling, observation }: World, { reason, channel }: Delivery): boolean =>
  reason === 'desk-blind' || (settling === null && (channel === 'desktop' || observation.open.cause !== 'offline'));

const outcomeOf = (world: World, delivery: Delivery, now: Instant): Delivery => {
  const why = pointless(world, delivery);
  if (why !== null) return { ...delivery, state: { kind: 'abandoned', at: now, why } };
  const attempt = { at: now, took: duration(0), outcome: 'ok', text: '' };
  return { ...delivery, state: { kind: 'delivered', at: now }, attempts: [attempt] };
};
