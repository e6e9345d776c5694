interface AnyField {
  /** Where its value stands below the block: `smtp.host`. */
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  /** The block is of no use without it. */
  readonly isRequired?: boolean;
  /** Shown only while another field has this value. */
  readonly only?: { readonly key: string; readonly value: string };
}

/** A field of one line, which holds its value as it is typed. */
export interface PlainField extends AnyField {
  readonly kind: 'text' | 'number' | 'list' | 'secret';
}

export interface YesNoField extends AnyField {
  readonly kind: 'check';
  /** What it is where nothing is said. */
  readonly startsOn?: boolean;
}

/** One of a few values; the empty one leaves it out. */
export interface ChoiceField extends AnyField {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One text of a row; its key may lead into the block: `after.high`. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  /** What stands in the document for the text; a list is separated by commas, as are numbers by name: `a 90, b 10`. A text unless told. */
  readonly holds?: 'text' | 'number' | 'list' | 'numbers';
}

/** Several of the same few texts: a list of blocks, a map of blocks whose key is the first column, or a map from it to the second. */
export interface RowsField extends AnyField {
  readonly kind: 'rows';
  readonly as: 'list' | 'map' | 'values';
  /** What one of them is called: `Query`. */
  readonly one: string;
  readonly columns: readonly Column[];
}

/** One field of a form that sets up a block of the configuration. */
export type Field = PlainField | YesNoField | ChoiceField | RowsField;

/**
 * Such a form: what stands in each field, by the field's key. Of a secret there are three: `key.place` says where it is
 * kept (`here`, `environment`, `document`, or nowhere yet), `key.variable` names the environment's, `key.typed` is a new one.
 * A check holds `yes` or `no`, rows hold the JSON of what `rowsIn` gives.
 */
export type Draft = Readonly<Record<string, string>>;

/** What is wrong with a field, by its key. */
export type Complaints = Readonly<Record<string, string | undefined>>;

/** The field as it is shown where a variable of the environment gives its value. */
export const givenByVariable = (field: Field, variable: string | null): Field =>
  variable === null ? field : { ...field, isRequired: false, hint: `${variable} gives it, whatever stands here.` };

export const isShown = ({ only }: Field, draft: Draft): boolean => only === undefined || draft[only.key] === only.value;
