import { hostname, networkInterfaces } from 'node:os';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a socket's far end is this machine. */
export const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address));

/** Whether a server bound to this name can be reached from this machine only. */
export const isLoopbackHost = (host: string): boolean => host === 'localhost' || isLoopbackAddress(host);

const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/**
 * The names by which this console may be asked for. Any other `Host` comes from a name that someone else owns
 * and has pointed at this machine (DNS rebinding).
 */
export const ownHosts = (host: string, port: number): ReadonlySet<string> => {
  const names = new Set([...LOOPBACK_NAMES, bracketed(host)]);
  if (!isLoopbackHost(host)) for (const name of machineNames()) names.add(name);
  const hosts = [...names].map((name) => `${name.toLowerCase()}:${port}`);
  return new Set(port === 80 ? [...hosts, ...names] : hosts);
};

const machineNames = (): readonly string[] => [
  hostname(),
  ...Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address }) => bracketed(address)),
];
