import { z } from 'zod';
import { json } from './json.js';
import { mongodb } from './mongodb.js';
import { httpUrl, id, name, positiveDuration, secret, series, textAs } from './scalar.js';

const origin = textAs('an origin without a path', 'https://www.example.org', (text) =>
  URL.canParse(text) && new URL(text).origin === text ? text : undefined,
);
const host = textAs('the name of a host', 'cdn.example.net', (text) =>
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text) && text.length <= 253 ? text.toLowerCase() : undefined,
);
const pagePattern = textAs('the path of a page', '/tutors/:name', (text) =>
  /^\/(?:(?::?[\w.~%-]+\/)*(?::?[\w.~%-]+|\*)\/?)?$/.test(text) && text.length <= 200 ? text : undefined,
);
const every = positiveDuration.optional();
const github = z.strictObject({
  owner: name,
  repository: name,
  token: secret.optional(),
  workflow: name.optional(),
  branch: name.optional(),
  url: httpUrl.optional(),
  webhookSecret: secret.optional(),
  every,
});

const vercel = z.strictObject({
  project: name,
  team: name.optional(),
  token: secret,
  deployments: z.enum(['production', 'all']).optional(),
  url: httpUrl.optional(),
  webhookSecret: secret.optional(),
  every,
});

const lighthouse = z
  .strictObject({
    urls: z.array(httpUrl).min(1).optional(),
    every,
    runs: z.number().int().min(1).max(15).optional(),
    form: z.enum(['mobile', 'desktop']).optional(),
    browser: z.string().min(1).max(1_000).optional(),
    allowUnsandboxed: z.boolean().optional(),
    server: z
      .strictObject({
        url: httpUrl,
        project: z.string().regex(/^[\w-]{1,100}$/),
        branch: name.optional(),
        token: secret.optional(),
        allowInsecure: z.boolean().optional(),
      })
      .optional(),
    reports: z.string().min(1).max(1_000).optional(),
  })
  .refine(({ urls, server, reports }) => urls !== undefined || server !== undefined || reports !== undefined, {
    error: 'urls, server or reports: something to read',
  });

/** What is read besides targets; each may be left out. */
export const sources = z.strictObject({
  sentry: z
    .strictObject({
      dsn: secret.optional(),
      org: name.optional(),
      project: name.optional(),
      token: secret.optional(),
      url: httpUrl.optional(),
      environment: name.optional(),
      every,
    })
    .optional(),
  mongodb: mongodb.optional(),
  lighthouse: lighthouse.optional(),
  builds: z.strictObject({ github: github.optional(), vercel: vercel.optional() }).optional(),
  host: z.strictObject({ enabled: z.boolean().optional(), every }).optional(),
  page: z
    .strictObject({
      urls: z.array(httpUrl).min(1),
      every,
      form: z.enum(['mobile', 'desktop']).optional(),
      browser: z.string().min(1).max(1_000).optional(),
      hosts: z.array(host).max(100).optional(),
      allowUnsandboxed: z.boolean().optional(),
    })
    .optional(),
  prometheus: z
    .strictObject({
      url: httpUrl,
      queries: z.array(z.strictObject({ series, query: z.string().min(1).max(4_000) })).min(1),
      bearer: secret.optional(),
      every,
      allowInsecure: z.boolean().optional(),
    })
    .optional(),
  json: json.optional(),
  ingest: z
    .strictObject({
      public: z
        .strictObject({
          writeKey: secret,
          allowedOrigins: z.array(origin),
          countryHeader: name.optional(),
          addressHeader: name.optional(),
          pages: z.array(pagePattern).max(500).optional(),
          forms: z.array(id).max(100).optional(),
          steps: z.array(id).max(100).optional(),
          variants: z.array(id).max(100).optional(),
        })
        .optional(),
    })
    .optional(),
});
