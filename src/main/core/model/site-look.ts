/** What of a site a check would watch. */
export type SiteCheckKind = 'page' | 'certificate' | 'name' | 'file';

/** A check that a look at a site proposes, ready to be saved. */
export interface SiteCheck {
  readonly kind: SiteCheckKind;
  /** An entry of the document's `targets` list; its id is free. */
  readonly item: Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string };
  /** What it watches, in plain words. */
  readonly watches: string;
  /** Why it is proposed, in plain words. */
  readonly why: string;
  /** Whether it answered well just now, and what it answered or what went wrong. */
  readonly found: { readonly isWell: boolean; readonly text: string };
  /** Name of the target that watches the very same already; null: none does. */
  readonly watchedBy: string | null;
}

/** What one look at a site found. */
export interface SiteLook {
  /** The address as it was asked for. */
  readonly url: string;
  /** Where its page is: another than the address's where that sends visitors on within the site. */
  readonly origin: string;
  /** Why its page could not be read, or not as a page; null: it was. */
  readonly problem: string | null;
  /** The page itself first. */
  readonly checks: readonly SiteCheck[];
}
