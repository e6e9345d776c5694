/** One field of a channel's form. */
export interface Field {
  /** Where its value stands below the channel: `smtp.host`. */
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly kind: 'text' | 'number' | 'list' | 'secret';
  /** Nothing leaves without it. */
  readonly isRequired?: boolean;
  /** Shown only while another field has this value. */
  readonly only?: { readonly key: string; readonly value: string };
}

/**
 * A channel's form: what stands in each field, by the field's key. Of a secret there are three: `key.place` says where it is
 * kept (`here`, `environment`, `document`, or nowhere yet), `key.variable` names the environment's, `key.typed` is a new one.
 */
export type Draft = Readonly<Record<string, string>>;
