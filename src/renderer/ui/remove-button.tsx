import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.js';
import type { Act } from './fixed.js';

/** Removes something after one more press. */
export const RemoveButton = ({ acts, sure, onRemove }: { acts: Act; sure: string; onRemove: () => void }) => {
  const [isAsking, setAsking] = useState(false);
  return (
    <Button
      acts={acts}
      className="ml-auto"
      look={isAsking ? 'danger' : 'quiet'}
      onBlur={() => setAsking(false)}
      onClick={() => (isAsking ? onRemove() : setAsking(true))}
    >
      <Trash2 size={14} aria-hidden="true" />
      {isAsking ? sure : 'Remove'}
    </Button>
  );
};
