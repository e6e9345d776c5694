import type { CollectorWords, IngestFeed, PublicCollector } from '../../core/port/feeds.js';
import { isHttp } from '../schema/v1/target.js';
import type { ConfigDocument } from '../schema/v1.js';
import { githubOf, vercelOf } from './builds.js';

/** What is pushed to the desk, and what of it browsers may name. */
export const ingestOf = (document: ConfigDocument): IngestFeed => {
  const { ingest, builds } = document.sources ?? {};
  return {
    public: ingest?.public === undefined ? null : collectorOf(ingest.public, document),
    githubSecret: builds?.github?.webhookSecret ?? null,
    vercelSecret: builds?.vercel?.webhookSecret ?? null,
    github: builds?.github === undefined ? null : githubOf(builds.github),
    vercel: builds?.vercel === undefined ? null : vercelOf(builds.vercel),
  };
};

type PublicDocument = NonNullable<NonNullable<NonNullable<ConfigDocument['sources']>['ingest']>['public']>;

const collectorOf = (given: PublicDocument, document: ConfigDocument): PublicCollector => ({
  writeKey: given.writeKey,
  allowedOrigins: given.allowedOrigins,
  countryHeader: given.countryHeader ?? null,
  addressHeader: given.addressHeader ?? null,
  words: wordsOf(given, document),
});

/** The forms that every site of this kind has, the last step of its funnel, and what variants are called where nobody named them. */
const FORMS = ['inquiry', 'booking'];
const STEPS = ['completion'];
const VARIANTS = ['control', 'variant', 'original', 'a', 'b', 'c', 'd'];

/** What is listed, and what the rest of the document tells: forms that have a value, pages that are looked at. */
const wordsOf = (given: PublicDocument, document: ConfigDocument): CollectorWords => {
  const forms = distinct([...(given.forms ?? []), ...Object.keys(document.business?.values ?? {}), ...FORMS]);
  return {
    pages: distinct([...(given.pages ?? []), ...pathsOf(document)]),
    forms,
    steps: distinct([...(given.steps ?? []), ...STEPS, ...forms]),
    variants: distinct([...(given.variants ?? []), ...VARIANTS]),
  };
};

/** The paths of the pages that the desk looks at itself. */
const pathsOf = ({ targets = [], sources }: ConfigDocument): readonly string[] => {
  const looked = targets.filter(isHttp).map(({ url }) => url);
  const urls = [...looked, ...(sources?.page?.urls ?? []), ...(sources?.lighthouse?.urls ?? [])];
  return urls.map((url) => new URL(url).pathname);
};

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
