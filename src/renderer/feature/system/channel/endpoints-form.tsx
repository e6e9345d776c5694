import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../../../ui/button.js';
import { SelectField } from '../../../ui/field.js';
import { type Draft, isShown } from '../../../ui/form/field.js';
import { FormFields } from '../../../ui/form/form-fields.js';
import { withEndpoint, withoutEndpoint } from './draft.js';
import { endpointFields, numbersIn, type Proof, proofKey } from './endpoints.js';

const PROOFS = [
  { value: 'none', label: 'None' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'basic', label: 'User and password' },
] as const;

interface EndpointsProps {
  readonly draft: Draft;
  readonly errors: Readonly<Record<string, string | undefined>>;
  readonly onChange: (draft: Draft) => void;
}

/** Every address that a webhook's messages go to. */
export const Endpoints = ({ draft, errors, onChange }: EndpointsProps) => {
  const numbers = numbersIn(draft);
  const change = (changed: Draft): void => onChange({ ...draft, ...changed });
  return (
    <>
      {numbers.map((number, index) => (
        <fieldset key={number} className="flex flex-col gap-4 rounded-md border border-line p-4">
          <legend className="px-1 font-medium">Address {index + 1}</legend>
          <FormFields
            fields={endpointFields(number).filter(({ only }) => only === undefined)}
            draft={draft}
            errors={errors}
            onChange={change}
          />
          <SelectField<Proof>
            label="Authentication"
            options={PROOFS}
            value={(draft[proofKey(number)] ?? 'none') as Proof}
            onPick={(proof) => change({ [proofKey(number)]: proof })}
          />
          <FormFields
            fields={endpointFields(number).filter((field) => field.only !== undefined && isShown(field, draft))}
            draft={draft}
            errors={errors}
            onChange={change}
          />
          {numbers.length > 1 && (
            <Button
              look="quiet"
              className="self-end"
              aria-label={`Remove address ${index + 1}`}
              onClick={() => onChange(withoutEndpoint(draft, number))}
            >
              <Trash2 size={14} aria-hidden="true" />
              Remove
            </Button>
          )}
        </fieldset>
      ))}
      <div>
        <Button onClick={() => onChange(withEndpoint(draft))}>
          <Plus size={14} aria-hidden="true" />
          Add an address
        </Button>
      </div>
    </>
  );
};
