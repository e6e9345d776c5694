import type { CheckPoint } from '../../core/model/notification.js';
import { type Caller, callSlack } from './web-api.js';

export interface SlackCheckParts {
  readonly caller: Caller;
  /** The token for buttons; null: none is set. An error: why it cannot be had. */
  readonly appToken: string | null | { readonly problem: string };
}

/** Asks Slack who the tokens are and what they may, and posts nothing. */
export const checkBot = async ({ caller, appToken }: SlackCheckParts): Promise<readonly CheckPoint[]> => {
  const asked = await callSlack(caller, 'auth.test', {});
  if (!asked.ok) return [{ what: 'Bot token', state: 'failed', text: asked.error.text }];
  return [
    { what: 'Bot token', state: 'ok', text: signedIn(asked.value) },
    scopesOf(asked.value),
    chartsOf(asked.value),
    await buttonsOf(caller, appToken),
    CHANNELS,
  ];
};

type Answer = Readonly<Record<string, unknown>>;

const signedIn = ({ user, team }: Answer): string => `Slack knows it as ${String(user)} in ${String(team)}.`;

/** The library reads them out of the answer's header `x-oauth-scopes`. */
const scopesOf = ({ response_metadata: metadata }: Answer): CheckPoint => {
  const what = 'Scopes';
  const { scopes } = (metadata ?? {}) as { readonly scopes?: unknown };
  if (!Array.isArray(scopes))
    return { what, state: 'unknown', text: 'Slack did not say what the token may. It needs chat:write.' };
  if (!scopes.includes('chat:write')) return { what, state: 'failed', text: WITHOUT_WRITE };
  if (scopes.includes('chat:write.public')) return { what, state: 'ok', text: 'chat:write and chat:write.public are there.' };
  return { what, state: 'ok', text: 'chat:write is there. Without chat:write.public the app must be invited to each channel.' };
};

/** Nobody misses an alert for want of a picture: without the scope the messages come all the same. */
const chartsOf = ({ response_metadata: metadata }: Answer): CheckPoint => {
  const what = 'Charts';
  const { scopes } = (metadata ?? {}) as { readonly scopes?: unknown };
  if (!Array.isArray(scopes)) return { what, state: 'unknown', text: 'Slack did not say whether files:write is there.' };
  return scopes.includes('files:write')
    ? { what, state: 'ok', text: 'files:write is there: a chart stands in each alert’s thread.' }
    : {
        what,
        state: 'unknown',
        text: 'Messages come without a chart: add the scope files:write in Slack, then reinstall the app.',
      };
};

const WITHOUT_WRITE = 'The app lacks the scope chat:write. Add it in Slack, then reinstall the app.';

/** Asking for a connection makes none: Slack answers with an address, which is not used. */
const buttonsOf = async (caller: Caller, token: SlackCheckParts['appToken']): Promise<CheckPoint> => {
  const what = 'Buttons';
  if (token === null) return { what, state: 'unknown', text: 'No app token is set: messages come without buttons.' };
  if (typeof token === 'object') return { what, state: 'failed', text: `The app token cannot be had: ${token.problem}.` };
  const asked = await callSlack({ ...caller, token }, 'apps.connections.open', {});
  return asked.ok
    ? { what, state: 'ok', text: 'Slack lets this app connect by Socket Mode.' }
    : { what, state: 'failed', text: `${asked.error.text} It needs the scope connections:write, and Socket Mode turned on.` };
};

const CHANNELS: CheckPoint = {
  what: 'Channels',
  state: 'unknown',
  text: 'Whether the app may post in each of them, only a test message shows.',
};

/** What can be said of an incoming webhook: it has no way to be asked. */
export const checkWebhook = (url: string): readonly CheckPoint[] =>
  URL.canParse(url)
    ? [
        {
          what: 'Webhook',
          state: 'unknown',
          text: 'A webhook can only be tried with a message. It has no buttons, threads or choice of channel.',
        },
      ]
    : [{ what: 'Webhook', state: 'failed', text: 'channels.slack.webhookUrl is no address. Copy it again from Slack.' }];
