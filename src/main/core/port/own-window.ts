import type { EpisodeId } from '../model/alert.js';
import type { OpenedDocument } from '../model/config.js';
import type { Result } from '../model/result.js';

/** The desktop app's own windows, as far as their pages may ask something of them. */
export interface OwnWindow {
  /** Asks a person where to, and keeps what the console's window shows there as a PDF, proposed under `name`; null: they thought better of it. */
  savePdf(name: string): Promise<Result<string | null, string>>;
  /** Lets the console's window fill the screen, or gives it its place back. */
  fillScreen(isFull: boolean): void;
  /** Lays the compact strip over all other windows, or takes it away. */
  showStrip(isShown: boolean): void;
  /** Brings the console to the front, on an alert or on the list of them. */
  showConsole(alert: EpisodeId | null): void;
  /** The configuration that was opened with the app last; null: none was. */
  readOpened(): Promise<Result<OpenedDocument | null, string>>;
}
