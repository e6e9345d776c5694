import type { Config, ConfigEdit } from '../../core/model/config.js';
import { ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Previews } from '../../core/port/preview.js';
import type { Settings } from '../../core/port/settings.js';
import type { HandlersOf } from './handler.js';

/** How messages are worded, and how they would look. */
export const templateHandlers = (settings: Settings, previews: Previews, clock: Clock): HandlersOf<'template'> => ({
  'template.guide': async () => ok(previews.guide()),
  'template.preview': async ({ channel, example, texts = {} }) => {
    const drafted = draftOf(settings, channel, texts);
    if (!drafted.ok) return drafted;
    const { templates, site } = drafted.value;
    return ok(previews.show({ channel, example, templates, site, now: clock.now() }));
  },
});

/** The configuration with other texts: checked as a save would check them. */
const draftOf = (
  settings: Settings,
  channel: string,
  texts: Readonly<Record<string, string | null>>,
): Result<Config, Refusal> => {
  const edits = Object.entries(texts).map(([part, text]): ConfigEdit => {
    const path = ['templates', channel, part];
    return text === null ? { path } : { path, value: text };
  });
  return edits.length === 0 ? ok(settings.current().config) : settings.draft({ edits });
};
