import type { Result } from '../../core/model/result.js';
import type { SendError } from '../../core/port/channel.js';

/** One short message to one number; answers what the provider said. */
export type SendSms = (message: {
  readonly to: string;
  readonly text: string;
  readonly signal: AbortSignal;
}) => Promise<Result<string, SendError>>;
