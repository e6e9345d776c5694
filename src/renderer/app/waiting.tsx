import type { Connection } from '../state/mirror.js';
import { Notice } from '../ui/mark.js';
import { Skeleton } from '../ui/section.js';

/** The frame's outline while the first view is on its way, with the reason where it does not come. */
export const Waiting = ({ connection }: { connection: Connection }) => (
  <main className="flex h-full flex-col" aria-busy={connection.kind === 'connecting'}>
    <div className="flex h-(--strip) items-center gap-4 border-b border-line bg-surface px-5">
      <span className="font-semibold">Watchroom</span>
      <Skeleton className="h-4 w-72" />
    </div>
    <div className="flex flex-1 flex-col gap-4 p-5">
      {connection.kind === 'lost' && (
        <Notice tone="warning" title="The console cannot reach Watchroom’s engine">
          {connection.why} It is tried again every few seconds.
        </Notice>
      )}
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
    <h1 className="sr-only">Watchroom is starting</h1>
  </main>
);
