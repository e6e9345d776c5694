import { createPreviews } from '../channel/preview/preview.js';
import { isGivenBy } from '../config/given-by.js';
import { maskSecrets, unmaskSecrets, unmaskValue } from '../config/mask.js';
import { firstStepsOf } from '../config/playbooks.js';
import { parseText } from '../config/text.js';
import type { Desk } from '../core/port/desk.js';
import type { Gate } from '../core/port/gate.js';
import type { Store } from '../core/port/journal.js';
import type { LoadHar } from '../core/port/page-evidence.js';
import type { Playbooks } from '../core/port/playbooks.js';
import type { Secrets } from '../core/port/secrets.js';
import { createSearch } from '../engine/search.js';
import { createGate } from '../ipc/gate.js';
import { createHandlers } from '../ipc/handlers/table.js';
import type { Turns } from '../source/feed/turns.js';
import { parseTarget } from './parse-target.js';
import type { Shell } from './shell.js';
import { createLookAtSite } from './site/look.js';
import type { Kept } from './team/kept.js';
import { createTrySource } from './try-source.js';

export interface GateParts {
  readonly shell: Shell;
  readonly secrets: Secrets;
  readonly desk: Desk;
  readonly store: Pick<Store, 'history' | 'journal'>;
  readonly playbooks: Playbooks;
  /** Whose turn it is to load a page, and to audit one. */
  readonly turns: { readonly pages: Turns; readonly audits: Turns };
  readonly kept: Kept;
  readonly loadHar: LoadHar;
}

/** The one gate through which pages and the API ask a desk, with everything that they can ask for behind it. */
export const composeGate = ({ shell, secrets, desk, store, playbooks, turns, kept, loadHar }: GateParts): Gate => {
  const { clock, log, settings, version } = shell;
  const handlers = createHandlers({
    ...{ desk, settings, secrets, playbooks, clock, ...kept, loadHar },
    history: store.history,
    journal: store.journal,
    search: createSearch({ journal: store.journal, clock, config: () => settings.current().config }),
    previews: createPreviews(firstStepsOf(playbooks)),
    build: { version, platform: process.platform },
    mask: { maskSecrets, unmaskSecrets, unmaskValue },
    readDocument: (text) => parseText(text).value ?? null,
    parseTarget,
    trySource: createTrySource({ ...shell, secrets, ...turns }),
    lookAtSite: createLookAtSite({ clock, settings, version, desk }),
    isGivenBy,
    openReport: shell.openReport ?? null,
    ownWindow: shell.ownWindow ?? null,
    updates: shell.updates ?? null,
  });
  return createGate({ handlers, log });
};
