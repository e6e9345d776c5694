/** Why the API cannot start, with what to do about it. */
export class ApiStartError extends Error {
  constructor(
    readonly code: 'port-taken' | 'port-refused' | 'no-such-host' | 'not-allowed',
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'ApiStartError';
  }
}

/** The system's word for a failed `listen`, in ours. */
export const startError = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  const elsewhere = `Choose another port: --port ${port + 1}, WATCHROOM_PORT, or api.port in the configuration.`;
  if (error.code === 'EADDRINUSE') {
    return new ApiStartError('port-taken', `Port ${port} on ${host} is taken by another program.`, elsewhere);
  }
  if (error.code === 'EACCES') return new ApiStartError('port-refused', `This account may not use port ${port}.`, elsewhere);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new ApiStartError(
      'no-such-host',
      `${host} is no address of this machine.`,
      'Correct api.host in the configuration.',
    );
  }
  return error;
};
