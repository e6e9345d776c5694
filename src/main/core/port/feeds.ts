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
  readonly branch: string | null;
  readonly url: string;
}

/** One Vercel project whose deployments are builds. */
export interface VercelFeed {
  readonly project: string;
  readonly team: string | null;
  readonly token: SecretReference;
  readonly url: string;
}

/** A Prometheus server, and what is asked of it: each answer's series become ours under the name of `series`. */
export interface PrometheusFeed {
  readonly url: string;
  readonly queries: readonly { readonly series: string; readonly query: string }[];
  readonly bearer: SecretReference | null;
  readonly allowInsecure: boolean;
}

/** A collection of the site's own, and under which names its documents hold what we read. */
export interface MongodbCollection {
  readonly collection: string;
  /** The field with the document's time. */
  readonly time: string;
  /** Our name of a field -> theirs. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The site's own MongoDB: what visitors and business left there, and the server's health. */
export interface MongodbFeed {
  readonly uri: SecretReference;
  readonly events: MongodbCollection | null;
  readonly business: Readonly<Record<string, MongodbCollection>>;
  readonly allowInsecure: boolean;
}

export interface LighthouseFeed {
  /** Runs an audit; the median of them counts. */
  readonly runs: number;
  readonly form: 'mobile' | 'desktop';
}

/** What anybody's browser may send, through the site's proxy: write-only. */
export interface PublicCollector {
  readonly writeKey: SecretReference;
  readonly allowedOrigins: readonly string[];
  /** The header in which the proxy says the visitor's country; null: the country is not kept. */
  readonly countryHeader: string | null;
}

/** What is pushed to this desk. */
export interface IngestFeed {
  readonly public: PublicCollector | null;
  readonly githubSecret: SecretReference | null;
  readonly vercelSecret: SecretReference | null;
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
  readonly mongodb: MongodbFeed | null;
  readonly lighthouse: LighthouseFeed | null;
  readonly ingest: IngestFeed;
}
