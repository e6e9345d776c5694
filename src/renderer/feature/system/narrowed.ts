import { useView } from '../../state/console.js';
import { type ListQuery, useListQuery } from '../../state/list-query.js';
import { useNow } from '../../text/now.js';
import { dateName } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import type { Option } from '../../ui/field.js';

/** A list that is narrowed by what its address says. */
export interface Narrowed<Key extends string> extends Pick<ListQuery<Key>, 'asked' | 'ask'> {
  readonly isNarrowed: boolean;
  readonly showAll: () => void;
}

export const useNarrowed = <Key extends string>(keys: readonly Key[]): Narrowed<Key> => {
  const { asked, query, ask } = useListQuery(keys);
  return {
    asked,
    ask,
    isNarrowed: query !== '',
    showAll: () => {
      for (const key of keys) if (asked[key] !== '') ask(key, '');
    },
  };
};

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
