import { fail, ok, type Result } from '../../core/model/result.js';
import { sayQuantity } from '../../core/notify/quantity.js';
import type { Background, SendError } from '../../core/port/channel.js';
import { chartPng } from '../chart/chart.js';
import { sayInstant } from '../facts.js';
import { callFailure, slackError } from './failure.js';
import { type Caller, callSlack, isSafe, UNENCRYPTED } from './web-api.js';

/** In milliseconds. The message stands already: its delivery must not run out of time for a picture. */
const LIMIT = 4_000;

interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** Puts a chart of what the rule saw into a message's thread. Answers why there is none; null where there is, or nothing to draw. */
export const addChart = async (caller: Caller, { channel, ts }: Place, background: Background): Promise<string | null> => {
  const [row] = background.alerts;
  // History that cannot be read is no reason to keep the message's outcome waiting.
  const chart = await background.chart?.().catch(() => null);
  if (row === undefined || chart == null) return null;
  const { timeZone } = background.site;
  const limited = { ...caller, signal: AbortSignal.any([caller.signal, AbortSignal.timeout(LIMIT)]) };
  const title = `${row.name}: since ${sayInstant(chart.from, timeZone)}; dashed: the limit, ${sayQuantity(chart.metric, chart.threshold)}`;
  const uploaded = await upload(limited, chartPng(chart, timeZone), title);
  if (!uploaded.ok) return uploaded.error.text;
  const files = [{ id: uploaded.value, title }];
  const shared = await callSlack(limited, 'files.completeUploadExternal', { files, channel_id: channel, thread_ts: ts });
  return shared.ok ? null : shared.error.text;
};

/** Gives Slack a picture; answers with its id there. */
const upload = async (caller: Caller, picture: Buffer, description: string): Promise<Result<string, SendError>> => {
  const asked = { filename: 'chart.png', length: picture.length, alt_txt: description };
  const place = await callSlack(caller, 'files.getUploadURLExternal', asked);
  if (!place.ok) return place;
  const { upload_url: url, file_id: id } = place.value;
  if (typeof url !== 'string' || typeof id !== 'string' || !URL.canParse(url)) return fail(slackError('no_upload_url'));
  if (!isSafe(url)) return fail(UNENCRYPTED);
  try {
    const body = new Uint8Array(picture);
    const answer = await fetch(url, { method: 'POST', body, redirect: 'error', signal: caller.signal });
    return answer.ok ? ok(id) : fail(callFailure({ statusCode: answer.status }, caller.signal));
  } catch (thrown) {
    return fail(callFailure({ original: thrown }, caller.signal));
  }
};
