import type { Problem } from '../../core/model/reading.js';
import type { DnsTarget } from '../../core/model/target.js';
import type { Failure } from '../net/failure.js';

const LOCAL = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EFILE', 'ELOADIPHLPAPI', 'ENOTINITIALIZED', 'EDESTRUCTION']);

const whose = ({ resolver }: DnsTarget): string =>
  resolver === null ? 'this machine’s name server' : `the name server ${resolver}`;

/** An answer that there is nothing: the server was reached and knows. Null where the error is another. */
export const absence = (code: string, target: DnsTarget): Problem | null => {
  const { host, record } = target;
  if (code === 'ENOTFOUND') return { code: 'dns', text: `the name ${host} does not exist (NXDOMAIN)` };
  return code === 'ENODATA' ? { code: 'dns', text: `${host} exists, but has no ${record} record` } : null;
};

/** Why there is no answer at all; each is confirmed by a second try. */
export const failureOf = (code: string, target: DnsTarget): Failure => {
  const server = whose(target);
  const failed = (name: 'dns' | 'refused' | 'timeout' | 'unreachable', text: string): Failure => ({
    kind: 'target',
    code: name,
    text,
  });
  if (LOCAL.has(code)) return { kind: 'local', text: `this machine could not ask for a name (${code})` };
  switch (code) {
    case 'ESERVFAIL':
      return failed('dns', `${server} could not answer for ${target.host} (SERVFAIL)`);
    case 'EREFUSED':
      return failed('dns', `${server} refuses to answer for ${target.host} (REFUSED)`);
    case 'ETIMEOUT':
      return failed('timeout', `${server} did not answer in time`);
    case 'ECONNREFUSED':
      return failed('refused', `${server} takes no questions: nobody listens there`);
    case 'EBADRESP':
    case 'EFORMERR':
    case 'ENOTIMP':
      return failed('dns', `${server} gave an answer that cannot be understood (${code.slice(1)})`);
    default:
      return failed('unreachable', `${server} could not be asked (${code})`);
  }
};

/** That the whole time of a try went by. */
export const lateFailure = (target: DnsTarget): Failure => ({
  kind: 'target',
  code: 'timeout',
  text: `${whose(target)} did not answer within ${target.timeout / 1_000} s`,
});
