import type { Browser, BrowserPage, BrowserWish } from '../../../core/port/browser.js';
import { type BrowserEnd, inItsWords } from '../../../driver/chromium/end.js';
import { findBrowser } from '../../../driver/chromium/find.js';
import { isRootHere, type Opened, openInSandbox, type Walls } from '../../../driver/chromium/sandbox.js';
import { type Conversation, startConversation } from './conversation.js';
import { startBrowser } from './process.js';
import { makeProfile, removeLeftProfiles, removeProfile } from './profile.js';

export interface ChromiumParts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  /** Whether this process runs as root, for which Chromium has no sandbox. */
  readonly isRoot?: boolean;
}

/** Loads each page in a browser process and a profile of its own, which are gone when the page is. */
export const createChromium = ({ environment, platform = process.platform, isRoot = isRootHere() }: ChromiumParts): Browser => {
  const open = new Set<BrowserPage>();
  let tidied: Promise<void> | null = null;

  const start = async (program: string, walls: Walls, signal: AbortSignal): Promise<Opened<BrowserPage>> => {
    tidied ??= removeLeftProfiles();
    await tidied;
    const profile = await makeProfile();
    const running = runIn(program, profile, walls, environment);
    open.add(running.page);
    void running.closed.then(() => open.delete(running.page));
    const stopped = (): void => void running.page.close();
    signal.addEventListener('abort', stopped, { once: true });
    try {
      signal.throwIfAborted();
      await running.prepare();
      signal.throwIfAborted();
      return { ok: true, value: running.page };
    } catch {
      await running.page.close();
      signal.throwIfAborted();
      return { ok: false, end: await running.ended };
    } finally {
      signal.removeEventListener('abort', stopped);
    }
  };

  return {
    open: async ({ executable, allowUnsandboxed }: BrowserWish, signal) => {
      signal.throwIfAborted();
      const program = findBrowser({ configured: executable, setting: 'sources.page.browser', environment, platform });
      if (!program.ok) return program;
      const rule = { program: program.value, allowUnsandboxed, setting: SETTING, isRoot };
      return openInSandbox(rule, (walls) => start(program.value, walls, signal));
    },
    stop: async () => {
      await Promise.all([...open].map((page) => page.close()));
    },
  };
};

/** Where somebody allows pages to be loaded without a sandbox. */
const SETTING = 'sources.page.allowUnsandboxed';

interface Running {
  readonly page: BrowserPage;
  /** Opens the page that is driven. Rejects where the browser does not come up. */
  prepare(): Promise<void>;
  readonly ended: Promise<BrowserEnd>;
  readonly closed: Promise<unknown>;
}

const runIn = (program: string, profile: string, walls: Walls, environment: ChromiumParts['environment']): Running => {
  const browser = startBrowser(program, profile, walls, environment);
  const goneListeners = new Set<(why: string) => void>();
  let main: string | null = null;
  let isClosed = false;
  const gone = (why: string): void => {
    conversation.end(why);
    if (!isClosed) for (const listener of [...goneListeners]) listener(why);
    goneListeners.clear();
  };
  const conversation = startConversation(browser.input, browser.output, (why) => {
    browser.kill();
    gone(why);
  });
  const closed = browser.ended.then(async (end) => {
    gone(inItsWords(end));
    await removeProfile(profile);
  });
  const page: BrowserPage = {
    send: (method, params = {}, session = null) => conversation.send(method, params, session ?? main),
    listen: (listener) =>
      conversation.listen(({ method, params, sessionId }) =>
        listener({ method, params, session: sessionId === main ? null : sessionId }),
      ),
    onGone: (listener) => {
      goneListeners.add(listener);
      return () => goneListeners.delete(listener);
    },
    close: async () => {
      isClosed = true;
      browser.kill();
      await closed;
    },
  };
  const prepare = async (): Promise<void> => {
    main = await openPage(conversation);
  };
  return { page, prepare, ended: browser.ended, closed };
};

/** The session of a fresh blank page. */
const openPage = async (conversation: Conversation): Promise<string> => {
  await conversation.send('Browser.setDownloadBehavior', { behavior: 'deny' }, null);
  const { targetId } = (await conversation.send('Target.createTarget', { url: 'about:blank' }, null)) as { targetId: string };
  const attached = await conversation.send('Target.attachToTarget', { targetId, flatten: true }, null);
  return (attached as { sessionId: string }).sessionId;
};
