import { fail, ok } from '../core/model/result.js';
import type { Channel } from '../core/port/channel.js';
import type { Secrets } from '../core/port/secrets.js';

/** What keeps secrets out of the words of channels: receivers repeat what they were sent, and people read it, and the journal keeps it. */
export interface Discretion {
  /** The same secrets; what is read of them is remembered. */
  readonly secrets: Secrets;
  /** A text without any of what was read. */
  clean(text: string): string;
  /** A channel whose answers hold nothing of what was read, whatever its receiver or its library says. */
  guard(channel: Channel): Channel;
}

/** Anything shorter would take ordinary words out of what was said. */
const LEAST = 4;

export const createDiscretion = (secrets: Secrets): Discretion => {
  const read = new Set<string>();
  const clean = (text: string): string => [...read].reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  return {
    secrets: {
      ...secrets,
      read: async (reference) => {
        const answer = await secrets.read(reference);
        if (answer.ok) for (const form of formsOf(answer.value)) read.add(form);
        return answer;
      },
    },
    clean,
    guard: (channel) => guarded(channel, clean),
  };
};

/** As it is, as addresses carry it, and as it stands in a text that is itself quoted. */
const formsOf = (secret: string): readonly string[] =>
  [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)].filter(({ length }) => length >= LEAST);

type Clean = Discretion['clean'];

const guarded = (channel: Channel, clean: Clean): Channel => {
  const { refresh, check } = channel;
  return {
    ...channel,
    send: async (...asked) => {
      const outcome = await channel.send(...asked).catch((thrown: unknown) => {
        throw new Error(clean(thrown instanceof Error ? thrown.message : String(thrown)));
      });
      return outcome.ok ? ok(cleaned(outcome.value, clean)) : fail(cleaned(outcome.error, clean));
    },
    ...(refresh === undefined
      ? {}
      : {
          refresh: async (...asked) => {
            const why = await refresh(...asked);
            return why === null ? null : clean(why);
          },
        }),
    ...(check === undefined ? {} : { check: async (signal) => (await check(signal)).map((point) => cleaned(point, clean)) }),
  };
};

const cleaned = <Said extends { readonly text: string }>(said: Said, clean: Clean): Said => ({
  ...said,
  text: clean(said.text),
});
