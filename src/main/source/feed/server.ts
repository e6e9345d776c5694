import { fail, ok, type Result } from '../../core/model/result.js';
import type { SecretReference } from '../../core/port/secrets.js';

/** A server that is asked, and what people are told where it does not answer as it should. */
export interface FeedServer {
  /** As people call it: `Prometheus`. */
  readonly name: string;
  /** Where it stands in the configuration: `sources.prometheus`. */
  readonly setting: string;
  readonly url: string;
  readonly token: SecretReference | null;
  /** The key of the token under `setting`. */
  readonly tokenSetting: string;
  readonly allowInsecure: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** What to do where it answers with this status. */
  readonly remedies: Readonly<Record<number, string>>;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/i;

/** The server's base address. A token must not cross a network in plain text, so http is for this machine, or where it is allowed. */
export const baseOf = ({ url, setting, name, allowInsecure }: FeedServer): Result<URL, string> => {
  if (!URL.canParse(url)) return fail(`${setting}.url is not a web address: write for example https://example.org.`);
  const base = new URL(url);
  if (base.protocol === 'https:') return ok(base);
  if (base.protocol === 'http:' && (allowInsecure || LOOPBACK.test(base.hostname))) return ok(base);
  return fail(`${name} is not asked over plain http, which anybody on the way can read: write https in ${setting}.url.`);
};

/** A place under the base address, whatever path that has itself. Values of `query` that are lists are repeated. */
export const placeOf = (
  base: URL,
  path: string,
  query: Readonly<Record<string, string | readonly string[] | null>> = {},
): URL => {
  const place = new URL(base);
  place.pathname = `${base.pathname.replace(/\/+$/, '')}${path}`;
  place.search = '';
  place.hash = '';
  for (const [key, value] of Object.entries(query))
    for (const each of value === null ? [] : [value].flat()) place.searchParams.append(key, each as string);
  return place;
};
