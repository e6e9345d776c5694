import { z } from 'zod';
import { body, headers, json, status } from './expectation.js';
import { keep, stepUrl } from './journey.js';
import { request } from './request.js';
import { count, days, duration, httpUrl, id, labels, name, positiveDuration, size } from './scalar.js';
import { dns, tcp, tls } from './service.js';

const expect = z.strictObject({
  status: status.optional(),
  body: body.optional(),
  json: json.optional(),
  headers: headers.optional(),
  within: positiveDuration.optional(),
  size: size.optional(),
  redirects: count.max(10).optional(),
  certificateDays: days.optional(),
});

const step = z.strictObject({
  name: name.optional(),
  url: stepUrl,
  request: request.optional(),
  expect: expect.omit({ certificateDays: true }).optional(),
  keep: keep.optional(),
});

/** What a target of any kind says. */
const common = {
  id,
  name: name.optional(),
  every: positiveDuration.optional(),
  timeout: positiveDuration.optional(),
  confirm: z.strictObject({ tries: z.number().int().min(1).max(10).optional(), wait: duration.optional() }).optional(),
  labels: labels.optional(),
};

const http = z.strictObject({
  ...common,
  kind: z.literal('http').optional(),
  url: httpUrl,
  request: request.optional(),
  expect: expect.optional(),
  keep: keep.optional(),
  steps: z.array(step).min(1).max(20).optional(),
  assets: z.boolean().optional(),
});

/** One entry of `targets`; without a kind it is a web address. */
export const target = z.discriminatedUnion('kind', [
  http,
  z.strictObject({ ...common, ...tcp }),
  z.strictObject({ ...common, ...tls }),
  z.strictObject({ ...common, ...dns }),
]);

export type TargetDocument = z.output<typeof target>;
export type HttpTargetDocument = z.output<typeof http>;
export type TcpTargetDocument = Extract<TargetDocument, { kind: 'tcp' }>;
export type TlsTargetDocument = Extract<TargetDocument, { kind: 'tls' }>;
export type DnsTargetDocument = Extract<TargetDocument, { kind: 'dns' }>;
export type StepDocument = z.output<typeof step>;

/** Whether it is a web address. */
export const isHttp = (document: TargetDocument): document is HttpTargetDocument => (document.kind ?? 'http') === 'http';
