import { type FormEvent, useState } from 'react';
import type { CalendarRow } from '../../../preload/contract/views.js';
import { ask as read } from '../../query/client.js';
import { useRefresh } from '../../query/read.js';
import { useCall } from '../../state/console.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/field.js';
import { Notice } from '../../ui/mark.js';
import { toast } from '../../ui/toast.js';

/** Asks for what was found before a task is noted as done; then it can be taken back for a while. */
export const CalendarDialog = ({ row, onClose }: { row: CalendarRow; onClose: () => void }) => {
  const [note, setNote] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const call = useCall();
  const refresh = useRefresh();
  const undo = useUndo(row);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await call('calendar.done', { task: row.id, note: note.trim() });
    setBusy(false);
    if (!answer.ok) {
      setRefused(answer.error.message);
      return;
    }
    await refresh('calendar.list');
    onClose();
    if (answer.value.waits !== undefined) toast({ tone: 'info', text: answer.value.waits });
    else toast({ tone: 'good', text: `${row.title}: done.`, undo: () => void undo() });
  };
  return (
    <Dialog title={`Done: ${row.title}`} onClose={onClose}>
      <form className="flex flex-col gap-4" onSubmit={(event) => void onSubmit(event)}>
        <p className="text-soft">{row.what}</p>
        <TextArea
          label="Note"
          hint="Optional: what was found, and what was changed. It stands in the audit trail."
          maxLength={2_000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          data-first
        />
        {refused !== null && (
          <Notice tone="warning" title="It was not noted">
            {refused}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" acts="calendar.done" look="primary" disabled={isBusy}>
            Note it as done
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

/** Takes the newest note back: only the moment of it, which main knows, says which that is. */
const useUndo = (row: CalendarRow): (() => Promise<void>) => {
  const call = useCall();
  const refresh = useRefresh();
  return async () => {
    const rows = await read(call, 'calendar.list', {}).catch(() => []);
    const last = rows.find(({ id }) => id === row.id)?.last ?? null;
    if (last === null) return;
    const answer = await call('calendar.undo', { task: row.id, at: last.at });
    if (!answer.ok) toast({ tone: 'warning', text: answer.error.message });
    await refresh('calendar.list');
  };
};
