import type { Duration } from '../time/instant.js';
import type { Labels } from './labels.js';
import type { Matcher } from './rule.js';
import type { SecretReference } from './secret.js';
import { roleOf } from './source-kind.js';
import { withoutSecrets } from './without-secrets.js';

export type TargetId = string & { readonly __id: 'target' };

/** The kinds of adapter that read other systems' records of the site. */
export type FeedKind = 'page' | 'lighthouse' | 'sentry' | 'mongodb' | 'builds' | 'prometheus' | 'json';

/** Tries before a *connection* failure counts, and the wait between them. A bad answer counts at once. */
export interface Confirmation {
  readonly tries: number;
  readonly wait: Duration;
}

interface TargetBase {
  readonly id: TargetId;
  readonly name: string;
  /** How often it is read. */
  readonly every: Duration;
  /** How long one look may take, all of its tries apart. */
  readonly timeout: Duration;
  readonly labels: Labels;
}

/** A closed range of status codes. */
export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

/** What the body must say. `contains` is case-sensitive; `matches` is a regular expression without flags. */
export type BodyExpectation =
  | { readonly kind: 'contains'; readonly text: string; readonly negated: boolean }
  | { readonly kind: 'matches'; readonly pattern: string; readonly negated: boolean };

export type JsonComparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** `$.status == 'ok'`: a path of keys and indexes, compared with a literal; without a comparison the path must exist. */
export interface JsonExpectation {
  readonly text: string;
  readonly path: readonly (string | number)[];
  readonly test: { readonly operator: JsonComparison; readonly literal: string | number | boolean | null } | null;
}

export interface Expectation {
  /** Accepted final status codes; empty accepts every code but 5xx. */
  readonly status: readonly StatusRange[];
  readonly body: BodyExpectation | null;
  readonly json: JsonExpectation | null;
  /** Fewest days that the certificate must still be valid for; null: no such expectation. */
  readonly certificateDays: number | null;
  /** What headers of the answer must hold; a header that is absent holds an empty text. */
  readonly headers?: readonly Matcher[] | undefined;
  /** Longest time of the whole answer. */
  readonly within?: Duration | undefined;
  /** Most bytes of its body, as transferred. */
  readonly size?: number | undefined;
  /** Most redirects on the way to it. */
  readonly redirects?: number | undefined;
}

/** How an address is asked. Whatever says who asks goes to the address's own origin alone, wherever it redirects to. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | SecretReference>>;
  readonly body: string | null;
  readonly login: HttpLogin | null;
  /** PEM texts by which the desk shows the server who it is. */
  readonly certificate: { readonly certificate: SecretReference; readonly privateKey: SecretReference } | null;
  /** The only version of IP that is tried; null: whichever answers. */
  readonly ip: 4 | 6 | null;
  /** The only version of HTTP that is spoken; null: the newest that the server offers. */
  readonly version: '1.1' | '2' | null;
}

export type HttpLogin =
  | { readonly kind: 'bearer'; readonly token: SecretReference }
  | { readonly kind: 'basic'; readonly user: string; readonly password: SecretReference };

/** What a later step of a journey needs of an answer, and where it stands there. */
export interface Kept {
  readonly name: string;
  readonly from:
    | { readonly kind: 'json'; readonly path: readonly (string | number)[] }
    /** A regular expression's first group. */
    | { readonly kind: 'body'; readonly pattern: string }
    | { readonly kind: 'header'; readonly header: string };
}

/** What a visitor does after the first page. In its address, headers and body `${name}` stands for what an earlier step kept. */
export interface JourneyStep {
  readonly name: string;
  /** Absolute, or relative to the target's address. */
  readonly url: string;
  readonly request: HttpRequest | null;
  readonly expect: Expectation;
  readonly keep: readonly Kept[];
}

export interface HttpTarget extends TargetBase {
  /** A competitor's page is looked at in the same way, but gives metrics of its own, which no rule and no promise of the site's is about. */
  readonly source: 'http' | 'competitor';
  readonly url: string;
  /** Absent: a plain GET. */
  readonly request?: HttpRequest;
  /** What the first answer gives to the steps after it. */
  readonly keep?: readonly Kept[];
  /** The rest of a journey, one after the other, with the cookies of those before. */
  readonly steps?: readonly JourneyStep[];
  readonly confirm: Confirmation;
  readonly expect: Expectation;
  /** Also fetch the page's own style sheets, scripts, images and fonts. */
  readonly assets: boolean;
}

/** A port that takes connections, and which may have something to say. */
export interface TcpTarget extends TargetBase {
  readonly source: 'tcp';
  readonly host: string;
  readonly port: number;
  /** The only version of IP that is tried; null: whichever answers. */
  readonly ip: 4 | 6 | null;
  /** Said once the connection stands; null: nothing. */
  readonly send: string | null;
  readonly confirm: Confirmation;
  readonly expect: {
    /** What it must say; null: that it takes the connection is enough. */
    readonly body: BodyExpectation | null;
    readonly within?: Duration | undefined;
  };
}

export type TlsVersion = '1.2' | '1.3';

/** A port that speaks TLS, whatever goes on inside it: mail, a database, a queue. */
export interface TlsTarget extends TargetBase {
  readonly source: 'tls';
  readonly host: string;
  readonly port: number;
  /** The name that the certificate is asked for and must be of; null: the host. */
  readonly serverName: string | null;
  readonly ip: 4 | 6 | null;
  readonly confirm: Confirmation;
  readonly expect: {
    readonly certificateDays: number | null;
    /** The oldest version that is good enough. */
    readonly version: TlsVersion | null;
    readonly within?: Duration | undefined;
  };
}

export type DnsRecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'TXT' | 'NS' | 'SRV' | 'CAA' | 'SOA';

/** A name, as a name server answers for it. */
export interface DnsTarget extends TargetBase {
  readonly source: 'dns';
  readonly host: string;
  readonly record: DnsRecordType;
  /** Address of the name server, with its port where that is not 53; null: those of this machine. */
  readonly resolver: string | null;
  readonly confirm: Confirmation;
  readonly expect: {
    /** Values as `10 mail.example.org` writes them: all of these must be among the answers. */
    readonly all: readonly string[];
    /** At least one of these must be; empty: no such expectation. */
    readonly any: readonly string[];
    /** The answers must be these and no others, in any order; null: no such expectation. */
    readonly exactly: readonly string[] | null;
    /** Fewest answers. */
    readonly answers: number;
    readonly within?: Duration | undefined;
  };
}

/** The machine this desk runs on, and this process. */
export interface HostTarget extends TargetBase {
  readonly source: 'host';
}

/** Another system that has readings of the site: where from and with which secrets only its adapter knows (`Feeds`). */
export interface FeedTarget extends TargetBase {
  readonly source: FeedKind;
  /** The page that is looked at, or the server that is asked, without credentials; null where only a secret says. */
  readonly url: string | null;
}

export type Target = HttpTarget | TcpTarget | TlsTarget | DnsTarget | HostTarget | FeedTarget;

/** Whether a target is another system's record, not the site itself. */
export const isFeed = (target: Target): target is FeedTarget => roleOf(target.source) === 'record';

/** Where a target is, without anything secret that its address holds; null where it has no place of its own. */
export const placeOf = (target: Target): string | null => {
  switch (target.source) {
    case 'host':
      return null;
    case 'tcp':
    case 'tls':
      return `${target.source}://${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
    case 'dns':
      return `dns://${target.resolver ?? ''}/${target.host}?type=${target.record}`;
    default:
      return target.url === null ? null : withoutSecrets(target.url);
  }
};
