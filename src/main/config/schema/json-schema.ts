import { z } from 'zod';
import { documentV1 } from './v1.js';

/** A JSON Schema, as far as its readers look into it. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** The schema of the document as people write it, for editors and for the settings store. */
export const documentJsonSchema = (): JsonSchema =>
  ({
    ...z.toJSONSchema(documentV1, { io: 'input', unrepresentable: 'any' }),
    title: 'Watchroom configuration',
  }) as unknown as JsonSchema;
