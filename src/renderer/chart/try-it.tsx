import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../preload/contract/errors.js';
import type { Reading } from '../../preload/contract/views.js';
import { Button } from '../ui/button.js';
import type { Act } from '../ui/fixed.js';
import { Notice } from '../ui/mark.js';
import { LaidOpen } from './laid-open.js';
import { ReadingCard } from './reading.js';

interface TryItProps {
  readonly act: Act;
  readonly isReady: boolean;
  readonly onLook: () => Promise<Answer<Reading>>;
}

/** One look at what the form describes, before anything is saved. */
export const TryIt = ({ act, isReady, onLook }: TryItProps) => {
  const [found, setFound] = useState<Reading | string | null>(null);
  const [isTrying, setTrying] = useState(false);
  const look = async (): Promise<void> => {
    setTrying(true);
    const answer = await onLook();
    setFound(answer.ok ? answer.value : answer.error.message);
    setTrying(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <Button acts={act} className="self-start" disabled={!isReady || isTrying} onClick={() => void look()}>
        <FlaskConical size={14} aria-hidden="true" />
        {isTrying ? 'Looking…' : 'Try it now'}
      </Button>
      {typeof found === 'string' && (
        <Notice tone="warning" title="It could not be tried">
          {found}
        </Notice>
      )}
      {found !== null && typeof found !== 'string' && (
        <>
          <ReadingCard reading={found} />
          <LaidOpen reading={found} />
        </>
      )}
    </div>
  );
};
