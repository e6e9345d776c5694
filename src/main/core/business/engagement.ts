import type { Sessions } from '../model/business.js';
import type { Score, ScorePart, Share } from '../model/figure.js';
import { scoreOf } from './score.js';
import { countText, percentText } from './words.js';

/** A minute and a half is `90 s`; what is usual may be a fraction. */
const seconds = (value: number): string => `${Math.round(value)} s`;

/** Engaged visits go beyond one page: the share that does not bounce, as Google Analytics 4 defines its engagement rate. */
const engaged = ({ bounce }: Sessions): ScorePart => ({
  ...{ id: 'engaged', name: 'Visits beyond one page', weight: 2 },
  value: bounce.state === 'known' && bounce.ratio !== null ? 1 - bounce.ratio : null,
  text:
    bounce.ratio === null ? 'No session was counted.' : `${percentText(1 - bounce.ratio)} of ${countText(bounce.n)} sessions`,
});

const depth = ({ meanSeconds, usualSeconds }: Sessions): ScorePart => ({
  ...{ id: 'depth', name: 'Time against the usual', weight: 2 },
  value: meanSeconds === null || usualSeconds === null || usualSeconds <= 0 ? null : Math.min(1, meanSeconds / usualSeconds),
  text: depthText(meanSeconds, usualSeconds),
});

const depthText = (mean: number | null, usual: number | null): string => {
  if (mean === null) return 'No session’s length was read.';
  return usual === null
    ? `${seconds(mean)}; what is usual is not known yet`
    : `${seconds(mean)} of the usual ${seconds(usual)}`;
};

const action = (now: Share, usual: Share): ScorePart => ({
  ...{ id: 'action', name: 'Conversion against the usual', weight: 1 },
  value: actionValue(now, usual),
  text: actionText(now, usual),
});

const actionValue = (now: Share, usual: Share): number | null => {
  if (now.state !== 'known' || usual.state !== 'known' || now.ratio === null || usual.ratio === null) return null;
  return usual.ratio === 0 ? 1 : Math.min(1, now.ratio / usual.ratio);
};

const actionText = (now: Share, usual: Share): string => {
  if (now.ratio === null) return 'No visit was counted.';
  if (now.state !== 'known') return `Only ${countText(now.n)} visits so far.`;
  if (usual.state !== 'known' || usual.ratio === null) return `${percentText(now.ratio)}; what is usual is not known yet`;
  return `${percentText(now.ratio)} of the usual ${percentText(usual.ratio)}`;
};

/** Session quality, 0–100: 100 × (½ share of visits beyond one page + ½ mean duration ÷ usual duration, at most 1). */
export const qualityOf = (sessions: Sessions): Score =>
  scoreOf('100 × (½ visits beyond one page + ½ time ÷ usual time, at most 1)', [engaged(sessions), depth(sessions)]);

/** Client engagement, 0–100: two fifths each for the parts of session quality, one fifth for conversion ÷ usual conversion. */
export const engagementOf = (sessions: Sessions, now: Share, usual: Share): Score =>
  scoreOf('100 × (⅖ visits beyond one page + ⅖ time ÷ usual time + ⅕ conversion ÷ usual conversion, each at most 1)', [
    engaged(sessions),
    depth(sessions),
    action(now, usual),
  ]);
