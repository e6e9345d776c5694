import type { Result } from '../model/result.js';

/** Shows a page of HTML in the person's own browser; the failure says why not. */
export type OpenReport = (name: string, html: string) => Promise<Result<null, string>>;
