import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { HttpLogin, HttpRequest } from '../../core/model/target.js';
import type { SecretReference, Secrets } from '../../core/port/secrets.js';

/** What one request says, with its secrets in the clear: it lives for one look. */
export interface Question {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** By which the desk shows the server who it is; null: by nothing. */
  readonly identity: SecureContext | null;
  readonly ip: 4 | 6 | null;
  /** The only version of HTTP that is spoken; null: what the server offers. */
  readonly version: HttpRequest['version'];
}

/** A plain GET. */
export const GET: Question = { method: 'GET', headers: {}, body: null, identity: null, ip: null, version: null };

/** The same by HTTP/1.1, with the value of an `authorization` header; null: without. */
export const getAs = (authorization: string | null): Question => ({
  ...GET,
  version: '1.1',
  headers: authorization === null ? {} : { authorization },
});

export interface QuestionParts {
  readonly secrets: Secrets;
  /** PEM certificates that are trusted besides the runtime's own. */
  readonly authorities: readonly string[];
}

/** Reads the secrets of a request. The failure names the setting that lacks its secret, and nothing of any other. */
export const questionOf = async (request: HttpRequest | undefined, parts: QuestionParts): Promise<Result<Question, string>> => {
  if (request === undefined) return ok(GET);
  const headers = await headersOf(request, parts.secrets);
  if (!headers.ok) return headers;
  const identity = await identityOf(request, parts);
  if (!identity.ok) return identity;
  const { method, body, ip, version } = request;
  return ok({ method, headers: headers.value, body, identity: identity.value, ip, version });
};

type Texts = Readonly<Record<string, string>>;

const headersOf = async ({ headers, login }: HttpRequest, secrets: Secrets): Promise<Result<Texts, string>> => {
  const texts: Record<string, string> = {};
  for (const [header, value] of Object.entries(headers)) {
    const text = typeof value === 'string' ? ok(value) : await readLine(`headers.${header}`, value, secrets);
    if (!text.ok) return text;
    texts[header] = text.value;
  }
  if (login === null) return ok(texts);
  const authorization = await authorizationOf(login, secrets);
  return authorization.ok ? ok({ ...texts, authorization: authorization.value }) : authorization;
};

const authorizationOf = async (login: HttpLogin, secrets: Secrets): Promise<Result<string, string>> => {
  if (login.kind === 'bearer') {
    const token = await readLine('bearer', login.token, secrets);
    return token.ok ? ok(`Bearer ${token.value}`) : token;
  }
  const password = await readSecret('basic.password', login.password, secrets);
  return password.ok ? ok(`Basic ${Buffer.from(`${login.user}:${password.value}`).toString('base64')}`) : password;
};

/** A secret that goes into a header: anything else than printable characters would not be taken there. */
const readLine = async (setting: string, reference: SecretReference, secrets: Secrets): Promise<Result<string, string>> => {
  const text = await readSecret(setting, reference, secrets);
  if (!text.ok) return text;
  const line = text.value.trim();
  return /^[\x20-\x7e]+$/.test(line)
    ? ok(line)
    : fail(`request.${setting} is empty, or holds line breaks or letters with accents`);
};

const readSecret = async (setting: string, reference: SecretReference, secrets: Secrets): Promise<Result<string, string>> => {
  const text = await secrets.read(reference);
  return text.ok ? text : fail(`request.${setting} cannot be read: ${text.error.message}`);
};

const identityOf = async (
  { certificate }: HttpRequest,
  { secrets, authorities }: QuestionParts,
): Promise<Result<SecureContext | null, string>> => {
  if (certificate === null) return ok(null);
  const cert = await readSecret('certificate.certificate', certificate.certificate, secrets);
  if (!cert.ok) return cert;
  const key = await readSecret('certificate.privateKey', certificate.privateKey, secrets);
  if (!key.ok) return key;
  try {
    const ca = authorities.length > 0 ? { ca: [...rootCertificates, ...authorities] } : {};
    return ok(createSecureContext({ cert: cert.value, key: key.value, ...ca }));
  } catch {
    return fail('request.certificate is no certificate with its private key, both as PEM text');
  }
};
