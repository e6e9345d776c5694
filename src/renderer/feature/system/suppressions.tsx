import type { SuppressionRow } from '../../../preload/contract/views.js';
import { useCall, useSuppressions } from '../../state/console.js';
import { sayMatchers } from '../../text/handover.js';
import { count } from '../../text/quantity.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Card, Section } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';

const Line = ({ row }: { row: SuppressionRow }) => {
  const call = useCall();
  const end = async (): Promise<void> => {
    const answer = await call('suppression.end', { suppression: row.id });
    toast(
      answer.ok
        ? { tone: 'good', text: 'The suppression is over.' }
        : { tone: 'warning', text: `Not done: ${answer.error.message}` },
    );
  };
  return (
    <li className="flex items-center gap-4 border-b border-line px-4 py-2 last:border-0">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-mono">{sayMatchers(row)}</span>
        <span className="block truncate text-small text-faint">
          {row.by}
          {row.why !== '' && `: ${row.why}`} · mutes {count(row.mutes, 'open alert')}
        </span>
      </span>
      <span className="text-soft">
        ends <Ago at={row.endsAt} />
      </span>
      <Button acts="suppression.end" onClick={() => void end()}>
        End it now
      </Button>
    </li>
  );
};

/** What is muted now, by whom and until when. Nothing is drawn while nothing is. */
export const Suppressions = () => {
  const rows = useSuppressions();
  if (rows.length === 0) return null;
  return (
    <Section title="Suppressions">
      <Card>
        <ul>
          {rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </ul>
      </Card>
    </Section>
  );
};
