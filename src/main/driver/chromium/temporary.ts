const SOCKET = '/.org.chromium.Chromium.XXXXXX/SingletonSocket';

/**
 * The folder to name to Chromium as TMPDIR: `own`, or `/tmp` where that is too deep. It puts a socket below it, whose whole path a system lets be no
 * longer than 103 bytes; where it is longer, Chromium ends without saying why.
 */
export const temporaryFor = (own: string): string =>
  process.platform === 'win32' || Buffer.byteLength(own) + SOCKET.length < 104 ? own : '/tmp';
