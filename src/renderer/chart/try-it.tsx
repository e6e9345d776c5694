import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { Reading } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/mark.js';
import { LaidOpen } from './laid-open.js';
import { ReadingCard } from './reading.js';

/** One look at what the form describes, before anything is saved. */
export const TryIt = ({ item, isReady }: { item: Readonly<Record<string, unknown>>; isReady: boolean }) => {
  const call = useCall();
  const [found, setFound] = useState<Reading | string | null>(null);
  const [isTrying, setTrying] = useState(false);
  const look = async (): Promise<void> => {
    setTrying(true);
    const answer = await call('target.try', { target: item });
    setFound(answer.ok ? answer.value : answer.error.message);
    setTrying(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <Button className="self-start" disabled={!isReady || isTrying} onClick={() => void look()}>
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
