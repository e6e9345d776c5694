import type { ListView, ShownPage } from '../../preload/contract/pushes.js';
import type { EpisodeId } from '../core/model/alert.js';

/**
 * Addresses that the system opens with this app: `watchroom://alert/a7-1`, or with `/page` behind it as a page of its own, and
 * `watchroom://list/targets?state=down`, a list as somebody looked at it.
 */
const PROTOCOL = 'watchroom:';
const ALERT = /^(a\d{1,9}-\d{1,9})(\/page)?$/;

/** The page that an address of ours leads to; null for any other. Whoever writes one may name a page, and nothing else. */
export const pageAsked = (address: string): ShownPage | null => {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== PROTOCOL) return null;
  if (url.username !== '' || url.password !== '' || url.port !== '') return { kind: 'overview' };
  const path = url.pathname.replace(/^\/|\/$/g, '');
  switch (url.host) {
    case 'alert':
      return alertAsked(path) ?? { kind: 'overview' };
    case 'list':
      return listAsked(path, url.searchParams) ?? { kind: 'overview' };
    case 'alerts':
      return { kind: 'alerts' };
    default:
      return { kind: 'overview' };
  }
};

const alertAsked = (path: string): ShownPage | null => {
  const [, id, page] = ALERT.exec(path) ?? [];
  return id === undefined ? null : { kind: page === undefined ? 'alert' : 'episode', id: id as EpisodeId };
};

/** By what each list can be narrowed, grouped and ordered. */
const KEYS: Readonly<Record<ListView['list'], readonly string[]>> = {
  alerts: ['stage', 'severity', 'text', 'group', 'sort', 'columns'],
  targets: ['text', 'state', 'sort'],
  rules: ['text', 'severity', 'state', 'sort'],
};

const LONGEST_VALUE = 200;

const listAsked = (path: string, asked: URLSearchParams): ListView | null => {
  const list = (Object.keys(KEYS) as ListView['list'][]).find((known) => known === path);
  if (list === undefined) return null;
  const query = new URLSearchParams();
  for (const key of KEYS[list]) {
    const value = asked.get(key) ?? '';
    if (isPlain(value)) query.set(key, value);
  }
  return { kind: 'list', list, query: query.toString() };
};

/** Something that a person could have typed into a field. */
const isPlain = (value: string): boolean => value !== '' && value.length <= LONGEST_VALUE && !/\p{C}/u.test(value);

/** The page that a command line asks for; null where it names none. */
export const pageAmong = (args: readonly string[]): ShownPage | null => {
  for (const one of args) {
    const page = pageAsked(one);
    if (page !== null) return page;
  }
  return null;
};

/** A configuration that was opened by a double click stands in the command line without a flag. */
export const documentAmong = (args: readonly string[]): string | null =>
  args.find((one) => !one.startsWith('-') && one.endsWith('.watchroom.yml')) ?? null;
