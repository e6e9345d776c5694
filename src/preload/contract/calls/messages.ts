import { z } from 'zod';
import type { ChannelCheck, ChannelTrial, Delivery } from '../../../main/core/model/notification.js';
import type { ExampleName, MessagePreview, TemplateGuide } from '../../../main/core/model/preview.js';
import { answers, call, nothing } from '../call.js';
import { instant } from '../input.js';

const CHANNELS = ['desktop', 'email', 'slack', 'sms', 'webhook'] as const satisfies readonly ChannelTrial['channel'][];

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
    z.object({ since: instant, limit: z.number().int().min(1).max(1_000) }).strict(),
    answers<readonly Delivery[]>,
  ),
} as const;
