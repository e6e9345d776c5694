import type { FailureCode } from '../../core/model/reading.js';

/** Why a page could not be measured. */
export type LoadFailure =
  /** No page came, or none that ends. */
  | { readonly kind: 'unreachable'; readonly code: FailureCode; readonly text: string }
  /** A server answered, but with no page to measure. */
  | { readonly kind: 'refused'; readonly status: number | null; readonly text: string }
  /** The browser's own fault. */
  | { readonly kind: 'browser'; readonly text: string };

const CODES: readonly (readonly [RegExp, FailureCode, string])[] = [
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION|DNS_/, 'dns', 'its name cannot be resolved'],
  [/CERT_|SSL_|ECH_/, 'tls', 'no secure connection comes about'],
  [/CONNECTION_REFUSED/, 'refused', 'the connection is refused'],
  [
    /CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|CONNECTION_ABORTED/,
    'reset',
    'the connection is dropped without an answer',
  ],
  [/TOO_MANY_REDIRECTS/, 'redirect-loop', 'it redirects without end'],
  [/TIMED_OUT/, 'timeout', 'it does not answer'],
  [/ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NETWORK_/, 'unreachable', 'there is no way to it'],
];

/** What Chromium's net error (`net::ERR_…`) means. */
export const failureOfNetError = (error: string): LoadFailure => {
  const [, code, text] = CODES.find(([pattern]) => pattern.test(error)) ?? [null, 'protocol' as const, 'it cannot be loaded'];
  return { kind: 'unreachable', code, text: `The page did not load: ${text} (${error.replace(/^net::/, '').slice(0, 60)}).` };
};

export const refusal = (status: number): LoadFailure => ({
  kind: 'refused',
  status,
  text: `answered ${status}, so there is no page to measure`,
});

export const unreachable = (code: FailureCode, text: string): LoadFailure => ({ kind: 'unreachable', code, text });
