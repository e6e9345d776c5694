import { MessageSquarePlus } from 'lucide-react';
import type { TimelineEntry } from '../../../preload/contract/views.js';
import { useConnection } from '../../state/console.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Part } from '../../ui/panel.js';
import { Unbroken } from '../../ui/unbroken.js';

/** What people wrote down about the episode, the newest first, apart from all else that happened. */
export const Notes = ({ entries, onAdd }: { entries: readonly TimelineEntry[]; onAdd: () => void }) => {
  const isCut = useConnection().kind === 'lost';
  const notes = entries.filter(({ kind }) => kind === 'note').toReversed();
  return (
    <Part
      title="Notes"
      action={
        <Button acts="alert.note" look="quiet" shape="tight" shortcut="n" disabled={isCut} onClick={onAdd}>
          <MessageSquarePlus size={15} aria-hidden="true" />
          Write one
        </Button>
      }
    >
      {notes.length === 0 ? (
        <p className="text-soft">Nobody has written anything down yet.</p>
      ) : (
        <ul>
          {notes.map((note) => (
            <li key={note.sequence} className="border-b border-line py-1.5 last:border-0">
              <span className="block text-small text-faint">
                {note.by === null ? '' : `${note.by.name}, `}
                <Ago at={note.at} />
              </span>
              <span className="block break-words">
                <Unbroken text={note.text} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
};
