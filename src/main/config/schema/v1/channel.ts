import { z } from 'zod';
import { duration, email, httpUrl, name, phone, port, positiveDuration, secret, timeOfDay } from './scalar.js';
import { host } from './service.js';

const enabled = z.boolean().optional();
const allowInsecure = z.boolean().optional();

const smtp = z.strictObject({
  host,
  port: port.optional(),
  user: name.optional(),
  password: secret.optional(),
  allowInsecure,
});

const emailChannel = z.strictObject({
  enabled,
  smtp: smtp.optional(),
  from: email.optional(),
  to: z.array(email).optional(),
  digest: duration.optional(),
  dailySummary: z.union([timeOfDay, z.literal(false)]).optional(),
});

const slack = z.strictObject({
  enabled,
  webhookUrl: secret.optional(),
  botToken: secret.optional(),
  appToken: secret.optional(),
  channels: z.strictObject({ critical: name.optional(), warning: name.optional(), performance: name.optional() }).optional(),
  url: httpUrl.optional(),
});

const sms = z.strictObject({
  enabled,
  provider: z.enum(['twilio', 'sns']).optional(),
  to: z.array(phone).optional(),
  perHour: z.number().int().min(1).max(100).optional(),
  acknowledgeWithin: positiveDuration.optional(),
  twilio: z.strictObject({ accountSid: secret, authToken: secret, from: name, url: httpUrl.optional() }).optional(),
  sns: z
    .strictObject({
      region: name,
      accessKeyId: secret,
      secretAccessKey: secret,
      senderId: name.optional(),
      url: httpUrl.optional(),
    })
    .optional(),
});

const auth = z.strictObject({
  bearer: secret.optional(),
  basic: z.strictObject({ user: name, password: secret }).optional(),
});

const webhook = z.strictObject({
  enabled,
  endpoints: z
    .array(z.strictObject({ url: httpUrl, auth: auth.optional(), allowInsecure, allowPrivate: z.boolean().optional() }))
    .optional(),
  tries: z.number().int().min(1).max(10).optional(),
  secret: secret.optional(),
});

/** The ways out. */
export const channels = z.strictObject({
  desktop: z.strictObject({ enabled, sound: z.boolean().optional() }).optional(),
  email: emailChannel.optional(),
  slack: slack.optional(),
  sms: sms.optional(),
  webhook: webhook.optional(),
});

/** Addresses of one team of the escalation. */
export const team = z.strictObject({
  email: z.array(email).optional(),
  sms: z.array(phone).optional(),
  slack: name.optional(),
});
