import { createContext, useContext } from 'react';
import { useNow } from './now.js';
import { ago, exactly } from './time.js';

/** The zone of every time that is shown: the site's, not the browser's. */
export const ZoneContext = createContext('Europe/London');

export const useZone = (): string => useContext(ZoneContext);

/** "4 min ago", with the exact time on hover. Counts on by itself. */
export const Ago = ({ at }: { at: number }) => {
  const zone = useZone();
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={exactly(at, zone)} className="whitespace-nowrap">
      {ago(at, now)}
    </time>
  );
};
