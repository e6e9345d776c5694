import type { Result } from '../model/result.js';

/** Asks a person where to, and keeps what the console's window shows there as a PDF, proposed under `name`; null: they thought better of it. */
export type SavePdf = (name: string) => Promise<Result<string | null, string>>;
