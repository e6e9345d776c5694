/** The same host, or the one with `www.` before it: where most sites send their visitors first. It never goes back from https. */
export const isSameSite = (from: URL, next: URL): boolean => {
  const isSafe = next.protocol === 'https:' || (next.protocol === 'http:' && from.protocol === 'http:');
  const isSamePort = next.port === from.port || (next.port === '' && from.port === '');
  return isSafe && bare(from) === bare(next) && isSamePort;
};

const bare = ({ hostname }: URL): string => hostname.replace(/^www\./, '');
