import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, IconButton } from './button.js';
import { ToneIcon } from './mark.js';
import { dropToast, type ShownToast, useToasts } from './toast.js';

const STAYS = 8_000;

const Line = ({ entry }: { entry: ShownToast }) => {
  const [isHeld, hold] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = window.setTimeout(() => dropToast(entry.id), STAYS);
    return () => window.clearTimeout(timer);
  }, [entry.id, isHeld]);
  const undo = entry.undo;
  return (
    <li
      className="floats pointer-events-auto flex max-w-md items-center gap-2.5 py-1.5 pr-1.5 pl-3"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <ToneIcon tone={entry.tone} />
      <span className="min-w-0 flex-1">{entry.text}</span>
      {undo !== undefined && (
        <Button
          look="quiet"
          shortcut="u"
          onClick={() => {
            undo();
            dropToast(entry.id);
          }}
        >
          Undo
        </Button>
      )}
      <IconButton name="Dismiss" onClick={() => dropToast(entry.id)}>
        <X size={14} aria-hidden="true" />
      </IconButton>
    </li>
  );
};

export const Toasts = () => {
  const entries = useToasts();
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-30 flex justify-center"
    >
      <ul className="flex flex-col gap-2">
        {entries.map((entry) => (
          <Line key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
};
