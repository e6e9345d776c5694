/** The targets of audits that others made: a Lighthouse CI server, and a folder of reports. */
export const LIGHTHOUSE_SERVER = 'lighthouse-ci-server';
export const LIGHTHOUSE_REPORTS = 'lighthouse-reports';

/** What a page is called by the path of its address: `home` for the root. */
export const nameOfPath = (url: string): string => {
  const [, path = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url) ?? [];
  const name = path
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80);
  return name === '' ? 'home' : name.toLowerCase();
};

/** A page is called as the target with its address is, else by its path. Addresses as `URL.href` writes them. */
export const pageOf = (url: string, known: readonly { readonly url: string; readonly page: string }[]): string =>
  known.find((each) => each.url === url)?.page ?? nameOfPath(url);
