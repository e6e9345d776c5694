import type { ReactNode } from 'react';
import { Button } from '../ui/button.js';
import { Notice } from '../ui/mark.js';
import { Skeleton } from '../ui/section.js';

interface AnsweredProps<Value> {
  readonly answer: { readonly data: Value | undefined; readonly error: Error | null; readonly refetch: () => unknown };
  readonly children: (data: Value) => ReactNode;
}

/** What a page asked for: its place until it is there, why where it could not be read, and the last answer while another is on its way. */
export const Answered = <Value,>({ answer: { data, error, refetch }, children }: AnsweredProps<Value>) => {
  if (data === undefined && error === null) return <Coming />;
  return (
    <>
      {error !== null && (
        <Unread
          title={data === undefined ? 'It could not be read' : 'It could not be read anew: this is the last answer'}
          error={error}
          onAgain={refetch}
        />
      )}
      {data !== undefined && children(data)}
    </>
  );
};

interface UnreadProps {
  readonly title: string;
  readonly error: Error;
  readonly onAgain: () => unknown;
}

/** What could not be read, why, and the way to try once more. */
export const Unread = ({ title, error, onAgain }: UnreadProps) => (
  <Notice tone="warning" title={title} action={<Button onClick={() => void onAgain()}>Read it again</Button>}>
    {error.message}
  </Notice>
);

/** The shape of what most pages show: four figures, and sections below. */
const Coming = () => (
  <>
    <div className="grid grid-cols-2 gap-px overflow-hidden rounded-md lg:grid-cols-4">
      {['one', 'two', 'three', 'four'].map((place) => (
        <Skeleton key={place} className="h-24 rounded-none" />
      ))}
    </div>
    {['first', 'second'].map((place) => (
      <div key={place} className="flex flex-col gap-3">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-60 w-full" />
      </div>
    ))}
  </>
);
