import { Lock } from 'lucide-react';
import { type Act, useFixed, useIsSaidAbove } from './fixed.js';

/** Why the acts beside it rest for whoever looks, in words; nothing where they do not, or where a band above the page says why. */
export const WhyNot = ({ act }: { act: Act }) => {
  const why = useFixed(act);
  const isSaidAbove = useIsSaidAbove();
  if (why === null || isSaidAbove) return null;
  return (
    <p className="flex items-start gap-1.5 text-small text-soft">
      <Lock size={12} aria-hidden="true" className="mt-0.5 shrink-0" />
      {why}
    </p>
  );
};
