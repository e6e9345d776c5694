import { BookmarkPlus, Link, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { go, within } from '../../state/place.js';
import { removeView, renameView, type SavedView, saveView, useSavedViews, type ViewedPage } from '../../state/saved-views.js';
import { Button, IconButton } from '../../ui/button.js';
import { FilterSelect } from '../../ui/field.js';
import { toast } from '../../ui/toast.js';
import { copyLink, useLinks } from '../links.js';
import { NameForm } from './view-name.js';

interface ViewPickerProps {
  readonly page: ViewedPage;
  /** How the list is looked at, as its address says it; empty: as at the start. */
  readonly query: string;
  /** The saved view that it is; null: none. */
  readonly chosen: SavedView | null;
  /** Keeps it under a name; unless told, as it is. */
  readonly onSave?: (name: string) => void;
}

/** In which saved view a list is, and what can be done with it: chosen, saved, renamed, removed, handed on as a link. */
export const ViewPicker = ({ page, query, chosen, onSave }: ViewPickerProps) => {
  const views = useSavedViews((saved) => saved.views).filter((view) => view.page === page);
  const save = onSave ?? ((name: string): void => saveView({ page, name, query }));
  return (
    <span className="flex items-center gap-2 text-small">
      <FilterSelect
        label="View"
        size="small"
        value={chosen?.name ?? ''}
        options={[
          { value: '', label: query === '' ? 'All views' : 'No saved view' },
          ...views.map(({ name }) => ({ value: name, label: name })),
        ]}
        onPick={(name) => open(page, views.find((view) => view.name === name)?.query ?? '')}
      />
      <ViewActs page={page} query={query} chosen={chosen} onSave={save} />
    </span>
  );
};

const open = (page: ViewedPage, query: string): void => go(within(query === '' ? `/${page}` : `/${page}?${query}`, ['span']));

const ViewActs = ({ page, query, chosen, onSave }: Required<ViewPickerProps>) => {
  const [asking, ask] = useState<'save' | 'rename' | null>(null);
  const links = useLinks();
  const close = (): void => ask(null);
  return (
    <>
      {chosen === null && query !== '' && (
        <Button look="quiet" shape="tight" className="h-7" onClick={() => ask('save')}>
          <BookmarkPlus size={14} aria-hidden="true" />
          Save this view
        </Button>
      )}
      {chosen !== null && (
        <>
          <IconButton name={`Rename the view ${chosen.name}`} className="size-7" onClick={() => ask('rename')}>
            <Pencil size={13} aria-hidden="true" />
          </IconButton>
          <IconButton name={`Remove the view ${chosen.name}`} className="size-7" onClick={() => remove(chosen)}>
            <Trash2 size={13} aria-hidden="true" />
          </IconButton>
        </>
      )}
      {query !== '' && (
        <IconButton name="Copy a link to this view" className="size-7" onClick={() => void copyLink(links.list(page, query))}>
          <Link size={13} aria-hidden="true" />
        </IconButton>
      )}
      {asking === 'save' && <NameForm page={page} title="Save this view" verb="Save" onName={onSave} onClose={close} />}
      {asking === 'rename' && chosen !== null && (
        <NameForm
          page={page}
          title="Rename the view"
          verb="Rename"
          start={chosen.name}
          onName={(name) => renameView(chosen, name)}
          onClose={close}
        />
      )}
    </>
  );
};

const remove = (view: SavedView): void => {
  removeView(view);
  toast({ tone: 'good', text: `The view “${view.name}” is removed.`, undo: () => saveView(view) });
};
