import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { documentJsonSchema } from './json-schema.js';

const FILE = join(import.meta.dirname, '../../../../resources/schema/config.v1.schema.json');

/** Run once with UPDATE=1 after a change of the schema. */
it('the shipped JSON Schema is that of the document', async () => {
  const text = `${JSON.stringify(documentJsonSchema(), null, 2)}\n`;
  if (process.env.UPDATE === '1') {
    await mkdir(dirname(FILE), { recursive: true });
    await writeFile(FILE, text);
  }
  expect(await readFile(FILE, 'utf8')).toBe(text);
});

it('knows every section, and no key beyond', () => {
  const schema = documentJsonSchema();
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['targets', 'rules', 'escalation', 'channels', 'api']));
  expect(schema.additionalProperties).toBe(false);
  expect(schema.required).toEqual(['version']);
});
