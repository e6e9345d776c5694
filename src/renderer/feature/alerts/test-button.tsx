import { Send } from 'lucide-react';
import { useCall } from '../../state/console.js';
import { Button } from '../../ui/button.js';
import { toast } from '../../ui/toast.js';

/** Sends a test alert all the way to the pop-up. */
export const TestButton = () => {
  const call = useCall();
  const onClick = async (): Promise<void> => {
    const answer = await call('alert.test', {});
    if (answer.ok)
      toast({ tone: 'info', text: 'Test alert raised. Its pop-up should appear now; the alert says what became of it.' });
    else toast({ tone: 'warning', text: `No test alert: ${answer.error.message}` });
  };
  return (
    <Button onClick={() => void onClick()}>
      <Send size={14} aria-hidden="true" />
      Send a test alert
    </Button>
  );
};
