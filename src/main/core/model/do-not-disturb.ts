/** Whether the system keeps pop-ups from people's eyes. `text`: who does, or why nobody knows, as part of a sentence. */
export type DoNotDisturb =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly text: string }
  | { readonly kind: 'unknown'; readonly text: string };
