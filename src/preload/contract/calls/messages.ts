import { z } from 'zod';
import type { ChannelCheck, ChannelTrial } from '../../../main/core/model/notification.js';
import type { ExampleName, MessagePreview, TemplateGuide } from '../../../main/core/model/preview.js';
import type { DeliveryOutcome, FoundDeliveries } from '../../../main/core/model/search.js';
import { answers, call, nothing } from '../call.js';
import { dayStretch, instant, words } from '../input.js';

const CHANNELS = ['desktop', 'email', 'slack', 'sms', 'webhook'] as const satisfies readonly ChannelTrial['channel'][];

const OUTCOMES = ['waiting', 'delivered', 'hidden', 'abandoned'] as const satisfies readonly DeliveryOutcome[];

const EXAMPLES = [
  'firing',
  'warning',
  'escalated',
  'recovered',
  'several',
  'digest',
  'daily-summary',
  'test',
  'drill',
  'long',
] as const satisfies readonly ExampleName[];

export const MESSAGE_CALLS = {
  /** Looks at a channel's set-up, and sends nothing. */
  'channel.check': call('responder', z.object({ channel: z.enum(CHANNELS) }).strict(), answers<ChannelCheck>),
  /** Sends one test message; answers what its receiver said. */
  'channel.try': call('responder', z.object({ channel: z.enum(CHANNELS) }).strict(), answers<ChannelTrial>),
  'template.guide': call('viewer', nothing, answers<TemplateGuide>),
  /** An example as a channel would send it; `texts`: parts of the channel's template in the place of those that are saved, `null` for ours. */
  'template.preview': call(
    'viewer',
    z
      .object({
        channel: z.enum(CHANNELS),
        example: z.enum(EXAMPLES),
        texts: z.record(z.string().min(1).max(20), z.string().max(4_000).nullable()).optional(),
      })
      .strict(),
    answers<MessagePreview>,
  ),
  'delivery.list': call(
    'viewer',
    z
      .object({
        channel: z.enum(CHANNELS).optional(),
        outcome: z.enum(OUTCOMES).optional(),
        recipient: words,
        about: words,
        ...dayStretch,
        after: z
          .object({ id: z.string().min(1).max(500), decidedAt: instant })
          .strict()
          .optional(),
        limit: z.number().int().min(1).max(1_000),
      })
      .strict(),
    answers<FoundDeliveries>,
  ),
} as const;
