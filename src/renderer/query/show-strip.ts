import { useCall } from '../state/console.js';
import { go } from '../state/place.js';
import { toast } from '../ui/toast.js';
import { useAbout } from './reads/desk.js';

/** Shows the compact strip: the desktop app's own window, or a small one of the browser. */
export const useShowStrip = (): (() => void) => {
  const call = useCall();
  const isDesktop = useAbout()?.shell === 'desktop';
  const ask = async (): Promise<void> => {
    const answer = await call('window.showStrip', { isShown: true });
    if (!answer.ok) toast({ tone: 'warning', text: `Not done: ${answer.error.message}` });
  };
  return () => {
    if (isDesktop) void ask();
    // A browser that allows no small windows shows it in this one.
    else if (window.open('#/strip', 'watchroom-strip', 'popup,width=460,height=46') === null) go('/strip');
  };
};
