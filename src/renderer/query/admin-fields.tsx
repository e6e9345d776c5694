import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { Notice } from '../ui/mark.js';
import { useBarred } from './rights.js';

interface AdminFieldsProps {
  /** What is done with them, by one who may: `Sources are set up`. */
  readonly what: string;
  readonly children: ReactNode;
}

/** The fields of a form that changes the configuration; whoever may not change it looks at them, and reads why. */
export const AdminFields = ({ what, children }: AdminFieldsProps) => {
  const barred = useBarred('config.edit');
  return (
    <fieldset disabled={barred !== null} className="flex min-w-0 flex-col gap-4">
      {barred !== null && (
        <Notice tone="neutral" icon={<Lock size={14} aria-hidden="true" className="text-soft" />} title="Only to look at">
          {what} {barred}.
        </Notice>
      )}
      {children}
    </fieldset>
  );
};
