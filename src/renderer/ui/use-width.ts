import { type RefObject, useLayoutEffect, useState } from 'react';

/** How wide an element is, in pixels; null until it was measured, which is before it is seen. */
export const useWidth = (element: RefObject<HTMLElement | null>): number | null => {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const found = element.current;
    if (found === null) return;
    setWidth(found.clientWidth);
    const observer = new ResizeObserver(() => setWidth(found.clientWidth));
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return width;
};
