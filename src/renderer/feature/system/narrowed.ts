import { type RefObject, useRef } from 'react';
import { useView } from '../../state/console.js';
import { type ListQuery, useListQuery } from '../../state/list-query.js';
import { within } from '../../state/place.js';
import { useNow } from '../../text/now.js';
import { dateName } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import type { Option } from '../../ui/field.js';

/** A list that is narrowed by what its address says. */
export interface Narrowed<Key extends string> extends Pick<ListQuery<Key>, 'asked' | 'ask'> {
  /** What holds the filters. */
  readonly filters: RefObject<HTMLElement | null>;
  /** Narrows by one thing no more. What asked for that may be gone then: the filters have the focus. */
  readonly leave: (key: Key) => void;
  readonly showAll: () => void;
}

/** How the deliveries are narrowed, in the address. */
export const DELIVERY_KEYS = ['channel', 'outcome', 'recipient', 'about', 'sent-from', 'sent-to'] as const;
/** The same of the audit trail; `rule`: the id of the one whose changes are asked for. */
export const AUDIT_KEYS = ['by', 'kind', 'words', 'rule', 'from', 'to'] as const;

/** The page or a form beside it, the section and the filters as they are. */
export const systemPlace = (place: string): string => within(place, ['part', ...DELIVERY_KEYS, ...AUDIT_KEYS]);

export const useNarrowed = <Key extends string>(keys: readonly Key[]): Narrowed<Key> => {
  const { asked, ask } = useListQuery(keys);
  const filters = useRef<HTMLElement>(null);
  const leaveAll = (left: readonly Key[]): void => {
    for (const key of left) if (asked[key] !== '') ask(key, '');
    filters.current?.querySelector<HTMLElement>('input, select')?.focus();
  };
  return { asked, ask, filters, leave: (key) => leaveAll([key]), showAll: () => leaveAll(keys) };
};

/** Whether a question asks for less than all; what an address asks amiss does not. */
export const isNarrowing = (question: Readonly<Record<string, unknown>>): boolean =>
  Object.values(question).some((value) => value !== undefined && value !== null && String(value).trim() !== '');

/** Today on the site's clocks, as a field for days takes it. */
export const useToday = (): string => {
  const zone = useZone();
  return dateName(useNow(), zone);
};

/** What an address asks for, where that is one of the options; absent otherwise. */
export const oneOf = <Value extends string>(options: readonly Option<Value | ''>[], asked: string): Value | undefined =>
  options.map(({ value }) => value).find((value): value is Value => value !== '' && value === asked);

/** A day of an address; absent where it is none. */
export const dayIn = (asked: string): string | undefined =>
  /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : undefined;

/** Grows with each message that begins to wait, and with each that is settled. */
export const useMoved = (): number =>
  useView(({ system: { outbox } }) => outbox.waiting + 2 * (outbox.delivered + outbox.abandoned));
