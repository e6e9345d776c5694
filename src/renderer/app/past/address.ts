import { useEffect } from 'react';
import { usePast, usePastStore } from '../../state/console.js';
import { followAt, holdAt } from '../../state/place.js';
import { writeMinute } from '../../text/time.js';
import { toast } from '../../ui/toast.js';

/** Ties the address to the minute of the past that is shown: a link leads there, and where one goes the address says so. */
export const usePastAddress = (zone: string): void => {
  const past = usePastStore();
  const asked = usePast(({ shown }) => shown?.asked ?? null);
  useEffect(
    () =>
      followAt(
        async (at) => {
          if (await past.look(at)) return;
          const { trouble, shown } = past.getState();
          if (shown !== null || trouble === null) return;
          toast({ tone: 'warning', text: `The console of then cannot be shown: ${trouble}` });
          holdAt(null);
        },
        () => {
          if (past.getState().shown !== null) past.leave();
        },
      ),
    [past],
  );
  useEffect(() => {
    if (asked !== null) holdAt(writeMinute(asked, zone));
    return () => {
      if (past.getState().shown === null) holdAt(null);
    };
  }, [asked, zone, past]);
};
