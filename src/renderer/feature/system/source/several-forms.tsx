import { ChevronLeft, ChevronRight, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { WhyNot } from '../../../ui/why-not.js';

interface SeveralFormsProps {
  /** What one of them is called, and what its name may be. */
  readonly one: string;
  readonly hint: string;
  readonly taken: readonly string[];
  /** The form of the one with this name; `back` leads to the list. */
  readonly children: (name: string, back: () => void) => ReactNode;
}

/** Several of the same, each under a name: the list of them, and the form of the one that was chosen. */
export const SeveralForms = ({ one, hint, taken, children }: SeveralFormsProps) => {
  const [chosen, choose] = useState<string | null>(null);
  const back = (): void => choose(null);
  if (chosen === null) return <Names one={one} hint={hint} taken={taken} onChoose={choose} />;
  return (
    <>
      <div className="flex items-center gap-2">
        <Button look="quiet" shape="tight" onClick={back} aria-label="Back to the list">
          <ChevronLeft size={14} aria-hidden="true" />
          All
        </Button>
        <h3 className="font-mono font-medium">{chosen}</h3>
      </div>
      {children(chosen, back)}
    </>
  );
};

const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;

const Names = ({ one, hint, taken, onChoose }: Omit<SeveralFormsProps, 'children'> & { onChoose: (name: string) => void }) => {
  const [name, setName] = useState('');
  const [isAsked, setAsked] = useState(false);
  const error = NAME.test(name) ? undefined : 'Small letters, digits and hyphens, such as mail-queue.';
  const add = (): void => (error === undefined ? onChoose(name) : setAsked(true));
  return (
    <>
      {taken.length > 0 && (
        <ul aria-label={`${one}: all`} className="rounded-md border border-line">
          {taken.map((each) => (
            <li key={each} className="border-b border-line last:border-0">
              <button
                type="button"
                className="flex w-full items-center justify-between gap-2 px-3 py-2 text-left font-mono hover:bg-raised"
                onClick={() => onChoose(each)}
              >
                {each}
                <ChevronRight size={14} aria-hidden="true" className="text-faint" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={`Name of the new ${one.toLowerCase()}`}
          hint={hint}
          error={isAsked ? error : undefined}
          value={name}
          onChange={(event) => setName(event.target.value.trim())}
          spellCheck={false}
          className="font-mono"
        />
        <Button type="submit" acts="config.edit" className="self-start">
          <Plus size={14} aria-hidden="true" />
          {taken.includes(name) ? 'Open it' : 'Go on'}
        </Button>
        <WhyNot act="config.edit" />
      </form>
    </>
  );
};
