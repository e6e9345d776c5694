const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
/** What is reached from this machine or its network alone has no certificate, as a rule. */
const IS_NEAR = /^(localhost|127\.|10\.|192\.168\.|\[::1\]|[^.:/]+(:\d+)?(\/|$))/i;

/** The web address that somebody means who types `example.org` or `localhost:3000`; null where it cannot be one. Another scheme is left as it is. */
export const addressOf = (typed: string): string | null => {
  const text = typed.trim();
  const full = HAS_SCHEME.test(text) ? text : `${IS_NEAR.test(text) ? 'http' : 'https'}://${text}`;
  return text === '' || /\s/.test(text) || !URL.canParse(full) ? null : full;
};
