/**
 * A report holds scripts of its own and words of the audited page. From a file it may run what stands in it, and neither load
 * nor send anything: first of all it says so, before any script of it is read.
 */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";

export const fenceReport = (html: string): string =>
  html.replace(/^\s*(?:<!doctype[^>]*>)?/i, `<!doctype html>\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
