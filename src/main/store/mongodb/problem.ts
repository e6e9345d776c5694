import { StoreError, type StoreOpenCode, StoreOpenError } from '../error.js';

interface Coded {
  readonly name?: string;
  readonly code?: unknown;
  readonly cause?: unknown;
}

interface Said {
  readonly code: StoreOpenCode;
  readonly text: string;
  readonly remedy: string;
}

const LOGIN: Said = {
  code: 'refused',
  text: 'MongoDB refused the login',
  remedy: 'Check user, password and authSource in the address of store.uri (MONGODB_URI).',
};
const RIGHTS: Said = {
  code: 'unwritable',
  text: 'the user of store.uri may only read, or not even that',
  remedy: 'Grant it the role "readWrite" on the database.',
};
const UNREACHABLE: Said = {
  code: 'unreachable',
  text: 'MongoDB does not answer',
  remedy: 'Check host and port in the address of store.uri (MONGODB_URI), that the server runs, and the way to it.',
};
const TLS: Said = {
  code: 'unreachable',
  text: 'the certificate of MongoDB is not trusted',
  remedy: 'Let the server present its whole chain, or name its authority with tlsCAFile in the address of store.uri.',
};
const NO_HOST: Said = { ...UNREACHABLE, text: 'the host in store.uri has no address' };
const OLD: Said = {
  code: 'too-old',
  text: 'this MongoDB is too old',
  remedy: 'MongoDB 4.4 or later is needed: upgrade the server, or use store: { kind: embedded }.',
};
const FULL: Said = {
  code: 'disk-full',
  text: 'the disk of MongoDB is full',
  remedy: 'Free some space there.',
};

const BY_CODE: Readonly<Record<string, Said>> = {
  13: RIGHTS,
  18: LOGIN,
  8000: LOGIN,
  14031: FULL,
  ECONNREFUSED: { ...UNREACHABLE, text: 'MongoDB refuses connections' },
  ENOTFOUND: NO_HOST,
  ENODATA: NO_HOST,
  EAI_AGAIN: { ...UNREACHABLE, text: 'the host in store.uri could not be looked up' },
  ERR_TLS_CERT_ALTNAME_INVALID: { ...TLS, text: 'the certificate of MongoDB is for another host' },
};

const BY_NAME: Readonly<Record<string, Said>> = {
  MongoCompatibilityError: OLD,
  MongoMissingCredentialsError: LOGIN,
  MongoMissingDependencyError: {
    code: 'refused',
    text: 'the address in store.uri asks for a way of login or of compression that Watchroom does not bring',
    remedy: 'Use user and password, without compressors.',
  },
};

export const TOO_OLD = new StoreOpenError(OLD.code, OLD.text, OLD.remedy);

/** Any failure of MongoDB in words. The server's and the driver's own texts can hold addresses and values, so they stay out. */
const said = (error: unknown): Said => {
  const chain = chainOf(error);
  for (const { name, code } of chain) {
    const known = BY_CODE[String(code)] ?? BY_NAME[String(name)] ?? (/CERT|TLS|SSL/.test(String(code)) ? TLS : undefined);
    if (known !== undefined) return known;
  }
  if (chain.some(({ name = '' }) => /^Mongo(ServerSelection|Network|PoolCleared|Topology|ClientClosed)/.test(name)))
    return UNREACHABLE;
  const [first] = chain;
  const code = first?.code === undefined ? '' : `, code ${String(first.code)}`;
  return {
    code: 'failed',
    text: `MongoDB failed (${first?.name ?? 'unknown error'}${code})`,
    remedy: 'See the log of the server.',
  };
};

/** The error and its causes, the deepest first: that one says most. */
const chainOf = (error: unknown): readonly Coded[] => {
  const chain: Coded[] = [];
  let each: unknown = error;
  while (typeof each === 'object' && each !== null && chain.length < 5) {
    chain.unshift(each as Coded);
    each = (each as Coded).cause;
  }
  return chain;
};

export const openError = (error: unknown): StoreOpenError => {
  if (error instanceof StoreOpenError) return error;
  const { code, text, remedy } = said(error);
  return new StoreOpenError(code, text, remedy);
};

/** The same, naming where: hosts and database, without user and password. */
export const openErrorAt = (place: string, error: unknown): StoreOpenError => {
  const { code, message, remedy } = openError(error);
  return new StoreOpenError(code, message.includes(place) ? message : `${message} (${place})`, remedy);
};

/** Any failure of an open store as a `StoreError`. */
export const storeError = (error: unknown): StoreError => {
  if (error instanceof StoreError) return error;
  if (error instanceof StoreOpenError) return new StoreError('failed', `${error.message}. ${error.remedy}`);
  if (error instanceof RangeError || error instanceof SyntaxError)
    return new StoreError('corrupt', `the store is damaged (${error.message})`);
  return new StoreError('failed', said(error).text);
};
