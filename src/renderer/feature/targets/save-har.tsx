import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { TargetId } from '../../../preload/contract/views.js';
import { useAbout } from '../../query/reads/desk.js';
import { useCall } from '../../state/console.js';
import { Button } from '../../ui/button.js';
import { saveText } from '../../ui/save-text.js';

/** Loads the page once, now, and saves what it asked the network for; says where. */
export const SaveHar = ({ target, onSaid }: { target: TargetId; onSaid: (said: HarSaid) => void }) => {
  const call = useCall();
  const about = useAbout();
  const [isLoading, setLoading] = useState(false);
  const load = async (): Promise<void> => {
    setLoading(true);
    const answer = await call('evidence.har', { target });
    setLoading(false);
    if (!answer.ok) return onSaid({ kind: 'failed', text: answer.error.message });
    const { name, text, place } = answer.value;
    if (about?.shell === 'browser') saveText(name, text);
    onSaid({ kind: 'saved', text: place });
  };
  return (
    <Button acts="evidence.har" disabled={isLoading} onClick={() => void load()}>
      <FileDown size={14} aria-hidden="true" />
      {isLoading ? 'Loading…' : 'Save HAR'}
    </Button>
  );
};

/** `text`: where it lies, or why there is none. */
export interface HarSaid {
  readonly kind: 'saved' | 'failed';
  readonly text: string;
}
