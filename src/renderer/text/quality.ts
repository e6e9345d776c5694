import type { Proposal } from '../../preload/contract/views.js';
import { plain } from './quantity.js';

/** What might be changed of a rule, beginning with what speaks for it. */
export const sayProposal = ({ kind, count, of }: Proposal): string => {
  const share = `${plain(count)} of ${plain(of)}`;
  switch (kind) {
    case 'mostly-noise':
      return `People called ${share} noise: a milder limit, a longer “for”, or its usual course instead of a fixed limit.`;
    case 'comes-back':
      return `${share} came back within an hour of their end: a clear limit further from the alert’s own, or a later resolve.`;
    case 'nobody-minds':
      return `Nobody took any of the ${plain(of)} that people were told of: a lower severity, the daily summary, or none at all.`;
    case 'wakes-for-little':
      return `${share} were over within ten minutes by themselves, and some came at night: a longer “for”.`;
  }
};
