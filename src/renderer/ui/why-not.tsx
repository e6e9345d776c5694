import { Lock } from 'lucide-react';
import { type Act, useFixed, useIsPast } from './fixed.js';

/** Why the acts beside it rest for whoever looks, in words; nothing where they do not. Of the past the band above says why. */
export const WhyNot = ({ act }: { act: Act }) => {
  const why = useFixed(act);
  const isPast = useIsPast();
  if (why === null || isPast) return null;
  return (
    <p className="flex items-start gap-1.5 text-small text-soft">
      <Lock size={12} aria-hidden="true" className="mt-0.5 shrink-0" />
      {why}
    </p>
  );
};
