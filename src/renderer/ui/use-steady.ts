import { useCallback, useLayoutEffect, useRef } from 'react';

/** The same function at each render, which does what the newest one does: whatever is given it is not drawn again for it. Not to be called while rendering. */
export const useSteady = <Given extends readonly unknown[], Answer>(
  act: (...given: Given) => Answer,
): ((...given: Given) => Answer) => {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  return useCallback((...given: Given) => newest.current(...given), []);
};
