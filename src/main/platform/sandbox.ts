/** Why a strange page must not be loaded by this process; null: it may. Chromium has no sandbox for root. */
export const withoutSandbox = (allowUnsandboxed: boolean, isRoot = process.getuid?.() === 0): string | null =>
  isRoot && !allowUnsandboxed
    ? 'This desk runs as root, for which Chromium has no sandbox, so no page is loaded. Run it as an ordinary user, or set sources.page.allowUnsandboxed where only pages of your own are loaded.'
    : null;
