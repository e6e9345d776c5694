import type { Labels } from '../model/labels.js';
import type { Duration } from '../time/instant.js';
import type { SecretReference } from './secrets.js';

/** A Sentry project whose events and sessions are read. `url`: the organisation's own region or a self-hosted server. */
export interface SentryFeed {
  readonly org: string;
  readonly project: string;
  readonly token: SecretReference;
  readonly url: string;
  /** Only of this environment; null: of all. */
  readonly environment: string | null;
}

/** One GitHub repository whose workflow runs are builds. */
export interface GithubFeed {
  readonly owner: string;
  readonly repository: string;
  /** Null: a public repository, at GitHub's low rate. */
  readonly token: SecretReference | null;
  readonly workflow: string | null;
  /** Null: the repository's default branch; `*`: every one. */
  readonly branch: string | null;
  readonly url: string;
}

/** One Vercel project whose deployments are builds. */
export interface VercelFeed {
  readonly project: string;
  readonly team: string | null;
  /** Which of them count as builds. */
  readonly deployments: 'production' | 'all';
  readonly token: SecretReference;
  readonly url: string;
}

/** Steps from a JSON document's outermost value inwards: keys, and places in lists. */
export type JsonPath = readonly (string | number)[];

/** A number of an answer, under the name of our series. */
export interface JsonValue {
  readonly series: string;
  readonly path: JsonPath;
}

/** A list of builds or deployments in an answer. All paths but the list's begin at one of its entries. */
export interface JsonBuilds {
  readonly list: JsonPath;
  readonly id: JsonPath;
  readonly status: JsonPath;
  /** What becomes of a build, by the service's own word in small letters; of others nothing is said. */
  readonly statuses: Readonly<Record<string, 'passed' | 'failed' | 'cancelled'>>;
  /** When it ended. */
  readonly at: JsonPath;
  readonly project: string;
  readonly branch: JsonPath | null;
  readonly workflow: JsonPath | null;
  /** Where what passed goes live; null: nowhere. */
  readonly environment: string | null;
}

/** What the target of an address is called: this, and the address's own name. */
export const JSON_TARGET = 'json-';

/** An address that answers with JSON, and what is read of it. */
export interface JsonFeed {
  readonly id: string;
  readonly url: string;
  readonly bearer: SecretReference | null;
  readonly allowInsecure: boolean;
  readonly values: readonly JsonValue[];
  readonly builds: JsonBuilds | null;
}

/** A Prometheus server, and what is asked of it: each answer's series become ours under the name of `series`. */
export interface PrometheusFeed {
  readonly url: string;
  readonly queries: readonly { readonly series: string; readonly query: string }[];
  readonly bearer: SecretReference | null;
  readonly allowInsecure: boolean;
}

/** What a field of a document must be: one of some values, a number within bounds, or there at all. */
export type MongodbTest =
  | { readonly kind: 'one-of'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'within'; readonly atLeast: number | null; readonly atMost: number | null }
  | { readonly kind: 'there'; readonly isThere: boolean };

/** All of them must hold; none: every document. */
export type MongodbCondition = readonly { readonly field: string; readonly test: MongodbTest }[];

/** A share or a mean is taken over so long, of so many documents at least: of fewer it says more about chance than about the site. */
export interface MongodbStretch {
  readonly over: Duration;
  readonly least: number;
}

/** What becomes of the documents of a minute. `per`: how many of the field's units make one of the metric's. */
export type MongodbComputation =
  | { readonly kind: 'count' }
  | { readonly kind: 'sum'; readonly field: string; readonly per: number }
  | { readonly kind: 'average'; readonly field: string; readonly per: number; readonly stretch: MongodbStretch }
  /** The documents that hold to `of` for each that holds to `among`, which need not be the same ones. */
  | {
      readonly kind: 'ratio';
      readonly of: MongodbCondition;
      readonly among: MongodbCondition;
      readonly stretch: MongodbStretch;
    }
  /** Each document's own value, or a fair choice of them where they are very many. */
  | { readonly kind: 'values'; readonly field: string; readonly per: number }
  /** `percentile` of those of each minute, from 0 to 100. */
  | { readonly kind: 'percentile'; readonly field: string; readonly per: number; readonly percentile: number };

/** One metric of a collection. */
export interface MongodbMeasure {
  readonly metric: string;
  readonly where: MongodbCondition;
  readonly computation: MongodbComputation;
  /** Our label -> the field whose value it takes. */
  readonly by: Readonly<Record<string, string>>;
  /** Labels that all of its series bear. */
  readonly labels: Labels;
}

/** A collection of the site's own, and what is made of its documents. Fields are named as the documents do. */
export interface MongodbCollection {
  readonly collection: string;
  /** The field with the document's time, which is a date. */
  readonly time: string;
  /** So late a document may be written after its own time. */
  readonly late: Duration;
  readonly where: MongodbCondition;
  readonly measures: readonly MongodbMeasure[];
}

/** How the newest backup of the database is found: as an entry of a folder (or a file), or as a document that the job writes when it has ended. */
export type MongodbBackups =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'collection'; readonly collection: string; readonly time: string; readonly where: MongodbCondition };

/** The site's own MongoDB: what visitors and business left there, and the server's health. */
export interface MongodbFeed {
  readonly uri: SecretReference;
  /** Null: the one that the address names. */
  readonly database: string | null;
  readonly collections: readonly MongodbCollection[];
  /** Null: nobody asks how old they are. */
  readonly backups: MongodbBackups | null;
  readonly allowInsecure: boolean;
}

/** One project on a Lighthouse CI server. */
export interface LighthouseServer {
  readonly url: string;
  /** Its slug: the last part of its address there. */
  readonly project: string;
  /** Only builds of this branch; null: of any. */
  readonly branch: string | null;
  /** For whatever stands before the server; it asks for none itself. */
  readonly token: SecretReference | null;
  readonly allowInsecure: boolean;
}

export interface LighthouseFeed {
  /** Runs an audit; the median of them counts. */
  readonly runs: number;
  readonly form: 'mobile' | 'desktop';
  /** The program of the browser; null: whichever is found. */
  readonly browser: string | null;
  readonly allowUnsandboxed: boolean;
  /** A Lighthouse CI server whose last build is read; null: none. */
  readonly server: LighthouseServer | null;
  /** A folder with results of Lighthouse as JSON; null: none. */
  readonly reports: string | null;
  /** What pages are called that have a name. */
  readonly pages: readonly { readonly url: string; readonly page: string }[];
}

/** How pages are loaded in a browser of this machine's own. */
export interface PageFeed {
  /** The screen and the name that the browser takes on. */
  readonly form: 'mobile' | 'desktop';
  /** The browser's program; null: one that is found. */
  readonly executable: string | null;
  /** Hosts, with all below them, that are the site's own besides those of its registrable domain. */
  readonly hosts: readonly string[];
  readonly allowUnsandboxed: boolean;
}

/** What anybody's browser may send, through the site's proxy: write-only. */
export interface PublicCollector {
  readonly writeKey: SecretReference;
  readonly allowedOrigins: readonly string[];
  /** The header in which the proxy says the visitor's country; null: the country is not kept. */
  readonly countryHeader: string | null;
  /** The header in which the proxy says the visitor's address, by which alone too much is told from much; null: only all together are limited. */
  readonly addressHeader: string | null;
  readonly words: CollectorWords;
}

/** The names that browsers may say. Pages are patterns of paths: `/tutors/:name`, `/blog/*`. */
export interface CollectorWords {
  readonly pages: readonly string[];
  readonly forms: readonly string[];
  readonly steps: readonly string[];
  readonly variants: readonly string[];
}

/** What is pushed to this desk. */
export interface IngestFeed {
  readonly public: PublicCollector | null;
  readonly githubSecret: SecretReference | null;
  readonly vercelSecret: SecretReference | null;
  /** Of which builds a service's messages are taken: of those that it is asked for. Null: of none. */
  readonly github: GithubFeed | null;
  readonly vercel: VercelFeed | null;
}

/**
 * From which servers and with which secrets the sources read: what their adapters need and nobody else may see. Null: not
 * configured. The engine knows only the targets.
 */
export interface Feeds {
  readonly sentry: SentryFeed | null;
  readonly github: GithubFeed | null;
  readonly vercel: VercelFeed | null;
  readonly prometheus: PrometheusFeed | null;
  readonly json: readonly JsonFeed[];
  readonly mongodb: MongodbFeed | null;
  readonly page: PageFeed | null;
  readonly lighthouse: LighthouseFeed | null;
  readonly ingest: IngestFeed;
}
