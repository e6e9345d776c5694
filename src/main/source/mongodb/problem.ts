/** Why we could not look, with what to do about it: shown as it is, so it never holds any part of the address. */
export class MongodbProblem extends Error {}

type Coded = { readonly name?: string; readonly code?: unknown; readonly cause?: unknown };

/** The error in words for people, with what to do. The server's and the driver's own texts can hold addresses and values, so they stay out. */
export const sayProblem = (error: unknown): string => {
  if (error instanceof MongodbProblem) return error.message;
  const chain = chainOf(error);
  for (const { name, code } of chain) {
    const said = BY_CODE[String(code)] ?? BY_NAME[String(name)] ?? (/CERT|TLS|SSL/.test(String(code)) ? TLS : undefined);
    if (said !== undefined) return said;
  }
  if (chain.some(({ name }) => name?.startsWith('MongoServerSelection') || name?.startsWith('MongoNetwork')))
    return UNREACHABLE;
  const [first] = chain;
  return `MongoDB could not be read (${first?.name ?? 'unknown error'}${first?.code === undefined ? '' : `, code ${String(first.code)}`}).`;
};

/** Whether an error says that the server does not offer something, or not to this user. */
export const isNotOffered = (error: unknown): boolean => NOT_OFFERED.has(Number((error as Coded | null)?.code));

/** Unauthorized, CommandNotFound, NoReplicationEnabled, NotYetInitialized, CommandNotSupported, and Atlas's refusal. */
const NOT_OFFERED = new Set([13, 59, 76, 94, 115, 8000]);

const chainOf = (error: unknown): readonly Coded[] => {
  const chain: Coded[] = [];
  let each: unknown = error;
  while (typeof each === 'object' && each !== null && chain.length < 5) {
    chain.unshift(each as Coded);
    each = (each as Coded).cause;
  }
  return chain;
};

const LOGIN = 'MongoDB refused the login: check user, password and authSource in sources.mongodb.uri.';
const RIGHTS = 'The user of sources.mongodb.uri may not read here: grant it the role "read" on the database.';
const UNREACHABLE = 'MongoDB does not answer: check the host and the port in sources.mongodb.uri, and the way to them.';
const TLS =
  'The certificate of MongoDB is not trusted: let the server present its whole chain, or name its authority with tlsCAFile in sources.mongodb.uri.';
const SLOW = 'MongoDB took longer over a query than it may: see that the time field has an index, or split by fewer fields.';

const BY_CODE: Readonly<Record<string, string>> = {
  13: RIGHTS,
  18: LOGIN,
  50: SLOW,
  262: SLOW,
  8000: LOGIN,
  ECONNREFUSED: 'MongoDB refuses connections: check the host and the port in sources.mongodb.uri, and that the server runs.',
  ENOTFOUND: 'The host in sources.mongodb.uri has no address: check its name.',
  ENODATA: 'The host in sources.mongodb.uri has no address: check its name.',
  EAI_AGAIN: 'The host in sources.mongodb.uri could not be looked up: check the name server.',
  DEPTH_ZERO_SELF_SIGNED_CERT: TLS,
  SELF_SIGNED_CERT_IN_CHAIN: TLS,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: TLS,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: TLS,
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of MongoDB is for another host: use the name in it in sources.mongodb.uri.',
};

const BY_NAME: Readonly<Record<string, string>> = {
  MongoCompatibilityError: 'This MongoDB is too old to be read: version 4.4 or later is needed.',
  MongoMissingCredentialsError: LOGIN,
  MongoMissingDependencyError:
    'sources.mongodb.uri asks for a way of login or of compression that Watchroom does not bring: use user and password, without compressors.',
};
