import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Chromium itself, on a machine that lacks something it needs: its program, in `folder`. */
const wrapped = async (folder: string, name: string, command: string): Promise<string> => {
  const program = join(folder, name);
  await writeFile(program, `#!/bin/sh\n${command}\n`, { mode: 0o755 });
  return program;
};

/** Its folder for temporary files is so deep that its socket has no place there. */
export const chromiumTooDeep = (folder: string): Promise<string> => {
  const deep = join(folder, 'deep'.repeat(30));
  return wrapped(folder, 'chromium-too-deep', `mkdir -p '${deep}' && TMPDIR='${deep}' exec '${CHROMIUM}' "$@"`);
};

/** No sandbox can be built, whoever runs it; without one it works. */
export const chromiumWithoutSandbox = (folder: string): Promise<string> =>
  wrapped(folder, 'chromium-without-sandbox', `exec '${CHROMIUM}' --disable-namespace-sandbox --disable-setuid-sandbox "$@"`);
