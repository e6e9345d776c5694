import { type BrowserEnd, lacksSandbox, whyNotUp } from './end.js';

/** Whether a browser keeps pages within its sandbox. */
export type Walls = 'sandboxed' | 'unsandboxed';

/** Under which rule a page is loaded. */
export interface SandboxRule {
  readonly program: string;
  /** Whether somebody has said that pages may be loaded where there is no sandbox. */
  readonly allowUnsandboxed: boolean;
  /** Where they say so, for whoever reads a refusal. */
  readonly setting: string;
  /** Whether this process is one for which Chromium has no sandbox. */
  readonly isRoot?: boolean;
}

export type Opened<Browser> = { readonly ok: true; readonly value: Browser } | { readonly ok: false; readonly end: BrowserEnd };

/** On Linux Chromium has no sandbox for root, and does not start where it is told to have one. */
export const isRootHere = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/**
 * Opens a browser, in its sandbox wherever one is to be had. Without, only where the system gives none and somebody has allowed
 * it; else the failure says why no page is loaded, and what to do.
 */
export const openInSandbox = async <Browser>(
  { program, allowUnsandboxed, setting, isRoot = isRootHere() }: SandboxRule,
  open: (walls: Walls) => Promise<Opened<Browser>>,
): Promise<{ readonly ok: true; readonly value: Browser } | { readonly ok: false; readonly error: string }> => {
  if (isRoot && !allowUnsandboxed) return { ok: false, error: rootRefused(setting) };
  const opened = await open(isRoot ? 'unsandboxed' : 'sandboxed');
  if (opened.ok) return opened;
  const isToBeTriedWithout = !isRoot && allowUnsandboxed && lacksSandbox(opened.end);
  const last = isToBeTriedWithout ? await open('unsandboxed') : opened;
  return last.ok ? last : { ok: false, error: whyNotUp(program, last.end, setting) };
};

const rootRefused = (setting: string): string =>
  `Watchroom runs as root, for which Chromium has no sandbox, so no page is loaded. Run it as an ordinary user, or set ${setting} where only pages of your own are loaded.`;
