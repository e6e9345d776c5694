import { error, type Finding, type Path } from '../finding.js';
import type { ConfigDocument } from '../schema/v1.js';

/** What would send or offer anything in the clear, or to anyone. */
export const inspectAccess = (document: ConfigDocument): readonly Finding[] => [
  ...clearText(document),
  ...heartbeat(document),
  ...privateHooks(document),
  ...openApi(document),
];

interface Endpoint {
  readonly url: string;
  readonly allowInsecure?: boolean | undefined;
}

const clearText = (document: ConfigDocument): readonly Finding[] => {
  const endpoints: (readonly [Endpoint | undefined, Path])[] = [
    ...(document.channels?.webhook?.endpoints ?? []).map(
      (one, index) => [one, ['channels', 'webhook', 'endpoints', index]] as const,
    ),
    [document.sources?.prometheus, ['sources', 'prometheus']],
    [document.updates, ['updates']],
    ...Object.entries(document.sources?.json ?? {}).map(([id, one]) => [one, ['sources', 'json', id]] as const),
  ];
  return endpoints.flatMap(([endpoint, at]) => (endpoint === undefined || isSafe(endpoint) ? [] : [insecure(at)]));
};

/** Only an address that stands in the document can be looked at; what is kept elsewhere is refused when it is to be used. */
const heartbeat = ({ heartbeat }: ConfigDocument): readonly Finding[] => {
  if (heartbeat?.url.kind !== 'plain') return [];
  const { text } = heartbeat.url;
  if (text.startsWith('•••')) return []; // Masked, in a text that somebody edits: a save puts it back.
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) return [NO_ADDRESS];
  return isSafe({ url: text, allowInsecure: heartbeat.allowInsecure }) ? [] : [insecure(['heartbeat'])];
};

const NO_ADDRESS = error(
  ['heartbeat', 'url'],
  'must be an http or https address',
  'Copy it again from the service that takes the heartbeat.',
);

const isSafe = ({ url, allowInsecure }: Endpoint): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || isLoopback(hostname) || allowInsecure === true;
};

/** What can be seen without looking a name up; the rest is refused when a message is to leave. */
const privateHooks = ({ channels }: ConfigDocument): readonly Finding[] =>
  (channels?.webhook?.endpoints ?? []).flatMap(({ url, allowPrivate }, index) => {
    const { hostname } = new URL(url);
    if (allowPrivate === true || isLoopback(hostname) || !isPrivate(hostname)) return [];
    const at = ['channels', 'webhook', 'endpoints', index, 'url'];
    return [error(at, 'a private network is refused', 'If that is meant, set allowPrivate: true beside it.')];
  });

const isPrivate = (host: string): boolean =>
  /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3})+$/.test(host) ||
  /^\[f(?:[cd]|e[89ab])/.test(host);

const insecure = (at: Path): Finding =>
  error([...at, 'url'], 'plain http is refused outside this machine', 'Use https, or set allowInsecure: true beside it.');

/** Whether a host name or address can only mean this machine. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  /^127(?:\.\d{1,3}){3}$/.test(host) ||
  host === '::1' ||
  host === '[::1]';

const openApi = ({ api }: ConfigDocument): readonly Finding[] => {
  if (api?.host === undefined || isLoopback(api.host)) return tokens(api);
  const findings: Finding[] = [];
  if (api.access !== 'token') {
    findings.push(
      error(
        ['api', 'access'],
        `must be token, because ${api.host} can be reached from other machines`,
        'Set access: token and add tokens.',
      ),
    );
  }
  if (api.allowInsecure !== true) {
    findings.push(
      error(
        ['api', 'host'],
        'is reached from other machines without encryption',
        'Keep 127.0.0.1 behind a TLS proxy, or set allowInsecure: true.',
      ),
    );
  }
  return [...findings, ...tokens(api)];
};

const tokens = (api: ConfigDocument['api']): readonly Finding[] => {
  const names = new Set<string>();
  return (api?.tokens ?? []).flatMap(({ name }, index) => {
    if (!names.has(name)) {
      names.add(name);
      return [];
    }
    return [
      error(['api', 'tokens', index, 'name'], `the name "${name}" is already used by another token`, 'Give it another name.'),
    ];
  });
};
