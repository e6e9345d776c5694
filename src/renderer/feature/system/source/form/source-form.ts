import type { Field } from '../../../../ui/form/field.js';

/**
 * All that the console knows of how one source is set up: the list, the form and the test that holds it against the document's
 * schema are made of this.
 */
export interface SourceForm {
  readonly name: string;
  /** What one gets of it. */
  readonly brings: string;
  /** How one comes by what the form asks for. */
  readonly before: string;
  /** Where it stands in the document; where there are several, each stands below, under its name. */
  readonly path: readonly string[];
  readonly fields: readonly Field[];
  /** Keys of the document that have no field, because few need them: they are written in the settings' text. */
  readonly inText: readonly string[];
  /** What "Try it now" does. */
  readonly trial: string;
  /** Where several of them stand in the document, each under a name: what one is called, and what its name may be. */
  readonly many?: { readonly one: string; readonly hint: string };
  /** Where others send: a line to begin with. */
  readonly example?: string;
}
