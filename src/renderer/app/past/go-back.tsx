import { type FormEvent, useState } from 'react';
import { usePast, usePastStore } from '../../state/console.js';
import { shownClock } from '../../text/now.js';
import { dayAndTime, localMinute } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';

/** The chosen minute in our own words: a browser writes its field in the way of its own language. */
const sayChosen = (local: string): string => {
  const at = Date.parse(`${local}Z`);
  return Number.isNaN(at) ? '' : `${dayAndTime(at, 'UTC')}, `;
};

const LEAPS = [
  ['15 min ago', '15m ago'],
  ['1 h ago', '1h ago'],
  ['8 h ago', '8h ago'],
  ['a day ago', '24h ago'],
  ['a week ago', '7d ago'],
] as const;

/** Asks for the minute to go back to; closes once the console shows it. */
export const GoBack = ({ onClose }: { onClose: () => void }) => {
  const past = usePastStore();
  const zone = useZone();
  const [at, setAt] = useState(() => localMinute(shownClock(), zone));
  const trouble = usePast((state) => state.trouble);
  const isAsking = usePast((state) => state.isAsking);
  const [isTried, setTried] = useState(false);
  const go = async (to: string): Promise<void> => {
    setTried(true);
    past.pause();
    if (await past.look(to)) onClose();
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void go(at);
  };
  return (
    <Dialog title="Go back to …" onClose={onClose}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <p className="text-soft">
          The whole console as it was known at a minute, not as it is known of it today. It is recorded once a minute.
        </p>
        <TextField
          label="Date and time"
          type="datetime-local"
          data-first
          required
          value={at}
          max={localMinute(shownClock(), zone)}
          onChange={(event) => setAt(event.target.value)}
          hint={`${sayChosen(at)}on the site’s clocks (${zone}).`}
          error={isTried && !isAsking && trouble !== null ? trouble : undefined}
        />
        <div className="flex flex-wrap gap-2">
          {LEAPS.map(([word, leap]) => (
            <Button key={leap} shape="tight" disabled={isAsking} onClick={() => void go(leap)}>
              {word}
            </Button>
          ))}
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" acts={null} look="primary" disabled={isAsking || at === ''}>
            {isAsking ? 'Looking …' : 'Show it'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
