import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../button.js';
import { TextField } from '../field.js';
import type { Draft, RowsField as Rows } from './field.js';
import { EMPTY_ROW, type Row, rowsIn, rowsText } from './rows.js';

interface RowsFieldProps {
  readonly field: Rows;
  readonly draft: Draft;
  readonly error: string | undefined;
  readonly onChange: (change: Draft) => void;
}

/** Several of the same, each with a few texts of its own; any can be taken out, and one be added. */
export const RowsField = ({ field, draft, error, onChange }: RowsFieldProps) => {
  const { key, label, hint, one, columns } = field;
  const rows = rowsIn(field, draft);
  const set = (next: readonly Row[]): void => onChange({ [key]: rowsText(next) });
  const write = (index: number, column: string, text: string): void =>
    set(rows.map((row, at) => (at === index ? { ...row, texts: { ...row.texts, [column]: text } } : row)));
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium text-soft">{label}</p>
      <p className="text-small text-faint">{hint}</p>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and all that they hold is in the draft.
        <fieldset key={index} className="flex flex-col gap-3 rounded-md border border-line p-3">
          <legend className="px-1 text-small font-medium">
            {one} {index + 1}
          </legend>
          {columns.map((column) => (
            <TextField
              key={column.key}
              label={column.label}
              hint={column.hint}
              value={row.texts[column.key] ?? ''}
              onChange={(event) => write(index, column.key, event.target.value)}
              spellCheck={false}
              className="font-mono"
            />
          ))}
          <Button
            look="quiet"
            className="self-end"
            aria-label={`Remove ${one.toLowerCase()} ${index + 1}`}
            onClick={() => set(rows.filter((_, at) => at !== index))}
          >
            <Trash2 size={14} aria-hidden="true" />
            Remove
          </Button>
        </fieldset>
      ))}
      {error !== undefined && <p className="text-small text-critical">{error}</p>}
      <Button className="self-start" data-invalid={error !== undefined || undefined} onClick={() => set([...rows, EMPTY_ROW])}>
        <Plus size={14} aria-hidden="true" />
        Add {/^[aeiou]/i.test(one) ? 'an' : 'a'} {one.toLowerCase()}
      </Button>
    </div>
  );
};
