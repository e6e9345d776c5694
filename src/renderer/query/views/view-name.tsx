import { type FormEvent, useState } from 'react';
import { useSavedViews, type ViewedPage } from '../../state/saved-views.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';

interface NameFormProps {
  readonly page: ViewedPage;
  readonly title: string;
  readonly verb: string;
  readonly start?: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

const EXAMPLES: Readonly<Record<ViewedPage, string>> = {
  alerts: 'What parents meet first',
  targets: 'What is down',
  rules: 'What cannot be judged',
};

/** Asks what a view is to be called. */
export const NameForm = ({ page, title, verb, start = '', onName, onClose }: NameFormProps) => {
  const [name, setName] = useState(start);
  const isTaken = useSavedViews(({ views }) =>
    views.some((view) => view.page === page && view.name === name.trim() && view.name !== start),
  );
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    onName(name);
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          label="Name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          data-first
          maxLength={60}
          placeholder={EXAMPLES[page]}
          {...(isTaken ? { caution: 'There is a view of this name; it is replaced.' } : {})}
          hint={`${page === 'alerts' ? 'Filters, columns, grouping and order' : 'Filters and order'} are kept at this desk, for whoever uses it.`}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" acts={null} look="primary" disabled={name.trim() === ''}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
