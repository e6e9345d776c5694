import type { ReactNode } from 'react';
import { Notice } from '../ui/mark.js';
import { useActor } from './reads/desk.js';

/** Whether who asks may change the configuration; until that is known, yes: the save is refused if need be. */
export const useMayConfigure = (): boolean => {
  const actor = useActor();
  return actor === null || actor.role === 'admin';
};

interface AdminFieldsProps {
  /** What an admin alone does: `Sources are set up`. */
  readonly what: string;
  readonly children: ReactNode;
}

/** The fields of a form that an admin alone can send; anybody else may look at them, and reads why. */
export const AdminFields = ({ what, children }: AdminFieldsProps) => {
  const actor = useActor();
  const mayChange = useMayConfigure();
  return (
    <fieldset disabled={!mayChange} className="flex min-w-0 flex-col gap-4">
      {actor !== null && !mayChange && (
        <Notice tone="neutral" title="Only to look at">
          {what} by an admin; {actor.name} is {actor.role}.
        </Notice>
      )}
      {children}
    </fieldset>
  );
};
