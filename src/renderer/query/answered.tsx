import type { ReactNode } from 'react';
import { Notice } from '../ui/mark.js';
import { Skeleton } from '../ui/section.js';

interface AnsweredProps<Value> {
  readonly answer: { readonly data: Value | undefined; readonly error: Error | null };
  readonly children: (data: Value) => ReactNode;
}

/** What a page asked for: its place until it is there, why where it could not be read, and the last answer while another is on its way. */
export const Answered = <Value,>({ answer: { data, error }, children }: AnsweredProps<Value>) => {
  if (data !== undefined) return children(data);
  if (error === null) return <Skeleton className="h-96 w-full" />;
  return (
    <Notice tone="neutral" title="It could not be read">
      {error.message}
    </Notice>
  );
};
