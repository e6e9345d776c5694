import { Send } from 'lucide-react';
import { useCall, useView } from '../../state/console.js';
import { Button } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';

const POPS_UP = 'Its pop-up should appear now.';
const POPS_NOT = 'This desk shows no pop-ups.';

/** Sends a test alert all the way to the pop-up. */
export const TestButton = () => {
  const call = useCall();
  const popsUp = useView((view) => view.system.channels.some(({ kind, state }) => kind === 'desktop' && state !== 'off'));
  const onClick = async (): Promise<void> => {
    const answer = await call('alert.test', {});
    if (answer.ok)
      toast({ tone: 'info', text: `Test alert raised. ${popsUp ? POPS_UP : POPS_NOT} The alert says what became of it.` });
    else toast({ tone: 'warning', text: `No test alert: ${answer.error.message}` });
  };
  return (
    <Button acts="alert.test" onClick={() => void onClick()}>
      <Send size={14} aria-hidden="true" />
      Send a test alert
    </Button>
  );
};
