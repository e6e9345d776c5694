import type { CheckPoint } from '../../core/model/notification.js';
import type { Result } from '../../core/model/result.js';
import type { SendError } from '../../core/port/channel.js';

/** Who carries short messages. */
export interface SmsProvider {
  /** One short message to one number; answers what the provider said. */
  send(message: {
    readonly to: string;
    readonly text: string;
    readonly signal: AbortSignal;
  }): Promise<Result<string, SendError>>;
  /** What can be seen of the account without a message. */
  check(signal: AbortSignal): Promise<readonly CheckPoint[]>;
}
