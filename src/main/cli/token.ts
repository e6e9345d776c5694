import { hashToken, newSecret } from '../api/access/tokens.js';
import { defaultDataFolder } from '../platform/files.js';
import { connect } from './console/client.js';
import { HEALTHY, print, readArguments, UsageError } from './terminal/terminal.js';

const TOKEN_HELP = `watchroom token --sign-in [--data DIR]
watchroom token --name NAME [--role viewer|responder|admin]

With --sign-in: prints an address that signs one browser in to the running console, once, within 10 minutes.
With --name: makes a token for the API and prints it once, with the lines for the configuration. Only its hash is kept there.

  --role      what it may do (default viewer): viewer looks, responder acts on alerts, admin also configures

Example: watchroom token --name wallboard --role viewer`;

const OPTIONS = {
  'sign-in': { type: 'boolean' },
  name: { type: 'string' },
  role: { type: 'string', default: 'viewer' },
  data: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const ROLES: readonly string[] = ['viewer', 'responder', 'admin'];

export const tokenCommand = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, OPTIONS, 0);
  if (values.help === true) print(TOKEN_HELP);
  else if (values['sign-in'] === true) print(await newSignIn(values.data ?? defaultDataFolder()));
  else print(newToken(values.name, values.role));
  return HEALTHY;
};

const newSignIn = async (dataFolder: string): Promise<string> => {
  const console = await connect(dataFolder);
  const { url } = (await console.post('/api/console/sign-in-code', {})) as { url: string };
  return url;
};

const newToken = (name: string | undefined, role: string): string => {
  if (name === undefined) throw new UsageError('Say --sign-in, or --name NAME.');
  if (!/^[\w .-]{1,100}$/.test(name)) throw new UsageError('A name has letters, digits, spaces, dots and dashes.');
  if (!ROLES.includes(role)) throw new UsageError(`“${role}” is no role: ${ROLES.join(', ')}.`);
  const token = newSecret();
  return `${token}

This is the only time it is shown. Add to the configuration:

api:
  tokens:
    - { name: ${JSON.stringify(name)}, role: ${role}, hash: ${hashToken(token)} }`;
};
