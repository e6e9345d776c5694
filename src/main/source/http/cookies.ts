import { CookieJar } from 'tough-cookie';

/** The cookies of one look. They end with it: each look is a new visitor. */
export interface Cookies {
  /** What is said to an address, as the value of a `cookie` header; empty where nothing is. */
  saidTo(url: URL): string;
  /** What an answer has set. One that it may not set, or that makes no sense, is left out, as a browser does. */
  take(url: URL, set: readonly string[]): void;
}

export const createCookies = (): Cookies => {
  const jar = new CookieJar();
  return {
    saidTo: (url) => jar.getCookieStringSync(bare(url)),
    take: (url, set) => {
      for (const line of set) jar.setCookieSync(line, bare(url), { ignoreError: true });
    },
  };
};

const bare = (url: URL): string => `${url.origin}${url.pathname}`;
