import type { DeskProblem } from '../../core/model/desk-problem.js';
import type { Background } from '../../core/port/channel.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { Log } from '../../core/port/log.js';
import type { SecretReference, Secrets } from '../../core/port/secrets.js';
import type { SlackTransport } from '../../core/port/transports.js';
import type { FirstSteps } from '../facts.js';
import { cardOf } from './blocks.js';
import { answerTo, type Press, pressOf } from './press.js';
import { keepSocket } from './socket.js';
import { mrkdwn } from './text.js';
import { callSlack, isSafe, UNENCRYPTED } from './web-api.js';

export interface SlackButtonsParts {
  /** As configured now; null: off. */
  readonly transport: () => SlackTransport | null;
  readonly secrets: Secrets;
  readonly desk: Pick<Desk, 'act' | 'alert'>;
  /** How messages are worded, and for which site. */
  readonly wording: () => Pick<Background, 'site' | 'templates'>;
  readonly firstSteps: FirstSteps;
  readonly clock: Clock;
  readonly log: Log;
  /** What `problems` says has changed. */
  readonly changed: () => void;
}

export interface SlackButtons {
  /** Looks at the configuration again, and connects, reconnects or disconnects accordingly. */
  follow(): void;
  /** Why buttons do not work although they are configured: nothing, or one problem. */
  problems(): readonly DeskProblem[];
  stop(): Promise<void>;
}

/** Takes what people press in Slack to the desk, and answers in the thread. */
export const createSlackButtons = (parts: SlackButtonsParts): SlackButtons => {
  let followed = '';
  /** Undefined: nothing is known yet, or nothing is wanted. Null: connected. */
  let problem: string | null | undefined;
  let disconnect: () => Promise<void> = async () => undefined;
  let steps: Promise<void> = Promise.resolve();
  const say = (text: string | null): void => {
    if (text === problem) return;
    problem = text;
    if (text === null) parts.log.info('slack.connected');
    else parts.log.warn('slack.disconnected', { problem: text });
    parts.changed();
  };

  const connect = async (settings: SlackTransport | null): Promise<void> => {
    await disconnect();
    disconnect = async () => undefined;
    problem = undefined;
    parts.changed();
    if (settings === null || settings.botToken === null || settings.appToken === null) return;
    const { botToken, appToken, url } = settings;
    if (!isSafe(url)) return say(UNENCRYPTED.text);
    disconnect = keepSocket({
      appToken: () => parts.secrets.read(appToken),
      url,
      clock: parts.clock,
      took: (payload) => take(payload, { botToken, url }, parts),
      changed: say,
    });
  };

  return {
    follow: () => {
      const settings = parts.transport();
      const now = JSON.stringify(settings);
      if (now === followed) return;
      followed = now;
      steps = steps.then(() => connect(settings));
    },
    problems: () =>
      problem == null ? [] : [{ id: 'slack-buttons', text: `Buttons in Slack do not work: ${problem}`, remedy: REMEDY }],
    stop: async () => {
      await steps;
      await disconnect();
    },
  };
};

const REMEDY =
  'Messages still leave. Check channels.slack.appToken (xapp-…, with the scope connections:write) and that Socket Mode is on for the app; it tries again by itself.';

const ANSWER_LIMIT = 10_000;

interface Bot {
  readonly botToken: SecretReference;
  readonly url: string | null;
}

const take = (payload: unknown, { botToken, url }: Bot, parts: SlackButtonsParts): void => {
  const press = pressOf(payload);
  if (press === null) return;
  const call: Call = async (method, input) => {
    const token = await parts.secrets.read(botToken);
    if (!token.ok) return;
    const outcome = await callSlack({ token: token.value, url, signal: AbortSignal.timeout(ANSWER_LIMIT) }, method, input);
    if (!outcome.ok) parts.log.warn('slack.answer-failed', { method, code: outcome.error.code });
  };
  perform(press, call, parts).catch((error: unknown) => parts.log.error('slack.press-failed', { error: String(error) }));
};

/** Calls Slack; where that fails, the act is done all the same. */
type Call = (method: string, input: Readonly<Record<string, unknown>>) => Promise<void>;

/** Does what was asked as everybody does it, through the desk; then says so in the thread and shows the alert as it is now. */
const perform = async (press: Press, call: Call, { desk, wording, firstSteps, clock }: SlackButtonsParts): Promise<void> => {
  const { channel, message: ts, thread } = press;
  const done = await desk.act(press.action, press.actor);
  const text = mrkdwn(answerTo(press, done.ok ? null : done.error.message), 3_000);
  await call('chat.postMessage', { channel, thread_ts: thread, text, unfurl_links: false });
  const found = await desk.alert(press.action.alert);
  if (!found.ok) return;
  const { site, templates } = wording();
  const card = cardOf(found.value.row, { now: clock.now(), site, templates }, { firstSteps, hasButtons: true });
  await call('chat.update', { channel, ts, ...card });
};
