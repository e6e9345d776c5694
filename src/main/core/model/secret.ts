/**
 * Where a secret is kept: an environment variable, or this desk's own encrypted store under a name.
 * The configuration holds references, never the secret itself (a plain text is possible, and warned about).
 */
export type SecretReference =
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'stored'; readonly name: string }
  | { readonly kind: 'plain'; readonly text: string };
