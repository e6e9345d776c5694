import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPoster } from '../../../src/main/channel/poster.js';
import { createWebhookChannel } from '../../../src/main/channel/webhook/channel.js';
import type { AlertRow } from '../../../src/main/core/model/alert-view.js';
import type { Delivery, Message } from '../../../src/main/core/model/notification.js';
import type { NotificationReason } from '../../../src/main/core/model/reason.js';
import type { Background } from '../../../src/main/core/port/channel.js';
import { backgroundOf } from '../../support/background.js';
import { deliveryOf } from '../../support/delivery.js';
import { NINE_O_CLOCK } from '../../support/engine.js';
import { makeAlert } from '../../support/scripted-main-scenes.js';
import { scriptedSecrets } from '../../support/secrets.js';
import { startReceiver } from '../../support/servers/receiver.js';

const FILE = join(import.meta.dirname, '../../../resources/schema/webhook.v1.schema.json');

let published: AnySchemaObject;
beforeAll(async () => {
  published = JSON.parse(await readFile(FILE, 'utf8')) as AnySchemaObject;
});

/** The same schema, which takes no key that it does not name: receivers leave those unread, but we must have said what we send. */
const closed = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in inside ? { additionalProperties: false, ...inside } : inside;
};

/** What a validator says of a body; nothing where it fits. */
const complaints = (schema: unknown, body: unknown): readonly string[] => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema as AnySchemaObject);
  validate(body);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/** What a receiver on loopback was really posted. */
const posted = async (delivery: Delivery, background: Background): Promise<unknown> => {
  const receiver = await startReceiver();
  const poster = createPoster({ version: '1.2.3' });
  const endpoints = [{ url: receiver.url, auth: null, allowInsecure: false, allowPrivate: false }];
  const channel = createWebhookChannel({
    transport: () => ({ endpoints, secret: null }),
    secrets: scriptedSecrets(),
    poster,
  });
  await channel.send(delivery, new AbortController().signal, () => background);
  poster.stop();
  await receiver.stop();
  return JSON.parse(receiver.received[0]?.body ?? 'null');
};

const every = <Key extends string>(all: Readonly<Record<Key, true>>): readonly Key[] => Object.keys(all) as Key[];
const REASONS = every<NotificationReason>({
  firing: true,
  escalated: true,
  repeated: true,
  recovered: true,
  'suppression-ended': true,
  digest: true,
  'daily-summary': true,
  test: true,
  'desk-blind': true,
  'desk-back': true,
});
const LOOKS = every<Message['severity']>({ critical: true, warning: true, info: true, ok: true, blind: true });
const CATEGORIES = every<AlertRow['category']>({
  availability: true,
  performance: true,
  business: true,
  build: true,
  infrastructure: true,
});
const ENDS = every<NonNullable<AlertRow['resolution']>['how']>({ auto: true, hand: true, 'rule-removed': true });

const alerts = (...changes: readonly Partial<AlertRow>[]): Background =>
  backgroundOf({ alerts: changes.map((change, index) => makeAlert(index + 1, NINE_O_CLOCK, change)) });

const cases: readonly (readonly [string, Delivery, Background])[] = [
  ...REASONS.map((reason) => [`reason ${reason}`, deliveryOf('webhook', { reason }), alerts({})] as const),
  ...LOOKS.map((severity) => [`severity ${severity}`, deliveryOf('webhook', {}, { severity }), alerts({})] as const),
  ...CATEGORIES.map((category) => [`category ${category}`, deliveryOf('webhook'), alerts({ category })] as const),
  ...ENDS.map(
    (how) =>
      [
        `ended: ${how}`,
        deliveryOf('webhook', { reason: 'recovered' }),
        alerts({
          state: 'resolved',
          resolvedAt: NINE_O_CLOCK,
          resolution: { how, by: how === 'hand' ? 'Ann' : null, reason: '' },
        }),
      ] as const,
  ),
  ['of nothing', deliveryOf('webhook', { reason: 'daily-summary', alerts: [], level: 0 }), alerts()],
  ['of many', deliveryOf('webhook', { reason: 'digest' }), alerts({}, { impact: null }, { severity: 'info', impact: 'low' })],
  ['a drill', deliveryOf('webhook', { reason: 'escalated', level: 3 }), alerts({ isTest: true, isDrill: true })],
  [
    'of which little is known',
    deliveryOf('webhook'),
    alerts({ value: null, worst: null, playbook: null, labels: {}, escalation: [], businessImpact: '', impact: 'medium' }),
  ],
  [
    'that somebody has in hand',
    deliveryOf('webhook', { reason: 'repeated' }),
    alerts({ acknowledged: { by: 'Ann', at: NINE_O_CLOCK, note: 'on it', end: { kind: 'resolved' } }, comparison: 'above' }),
  ],
];

describe('the published schema of the webhook', () => {
  it.each(cases)('describes every key of a message: %s', async (_, delivery, background) => {
    expect(complaints(closed(published), await posted(delivery, background))).toEqual([]);
  });

  it('takes a message of a later desk, which has more keys', async () => {
    const body = (await posted(deliveryOf('webhook'), alerts({}))) as object;
    expect(complaints(published, { ...body, more: 1 })).toEqual([]);
  });

  it.each([
    ['another version', { version: 2 }],
    ['no alerts', { alerts: undefined }],
    ['a time that is none', { sentAt: 'yesterday' }],
    ['an unknown reason', { reason: 'boredom' }],
  ])('refuses %s', async (_, change) => {
    const body = JSON.parse(JSON.stringify({ ...((await posted(deliveryOf('webhook'), alerts({}))) as object), ...change }));
    expect(complaints(published, body)).not.toEqual([]);
  });
});
