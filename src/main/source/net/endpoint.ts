/** Where a connection goes. An address of IPv6 stands without brackets, as sockets and certificates want it. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** `example.org:443`, for texts about the connection. */
export const shownEndpoint = ({ host, port }: Endpoint): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;
