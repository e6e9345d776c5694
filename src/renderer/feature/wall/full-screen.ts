import { useEffect, useRef, useState } from 'react';
import { useAbout } from '../../query/reads/desk.js';
import { useCall } from '../../state/console.js';
import { toast } from '../../ui/toast.js';

export interface FullScreen {
  readonly isFull: boolean;
  readonly toggle: () => void;
}

/** The whole screen for the wall. The desktop app's window is asked for it: its page is given no right of its own. */
export const useFullScreen = (): FullScreen => {
  const call = useCall();
  const isDesktop = useAbout()?.shell === 'desktop';
  const [isFull, setFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const follow = (): void => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, []);
  const ask = async (wanted: boolean): Promise<void> => {
    const answer = await call('window.fillScreen', { isFull: wanted });
    if (answer.ok) setFull(answer.value.isFull);
    else toast({ tone: 'warning', text: `Not done: ${answer.error.message}` });
  };
  const toggle = (): void => {
    if (isDesktop) void ask(!isFull);
    // The document knows before this component is told.
    else if (document.fullscreenElement === null) document.documentElement.requestFullscreen().catch(refused);
    else document.exitFullscreen().catch(refused);
  };
  // Whoever goes on to another page does not want that one to fill the screen.
  const leave = useRef<() => void>(() => undefined);
  leave.current = () => (isFull ? toggle() : undefined);
  useEffect(() => () => leave.current(), []);
  return { isFull, toggle };
};

const refused = (error: unknown): void =>
  toast({
    tone: 'warning',
    text: `This browser gives no full screen: ${error instanceof Error ? error.message : String(error)}`,
  });
