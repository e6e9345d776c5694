import type { BaselineState, SavedBaseline } from '../model/baseline.js';
import { floatsToText, textToFloats } from './base64.js';

/** The state as JSON can hold it. */
export const saved = (state: BaselineState): SavedBaseline => ({
  ...state,
  version: 1,
  season:
    state.season === null
      ? null
      : {
          newest: state.season.newest,
          means: floatsToText(state.season.means),
          noises: floatsToText(state.season.noises),
        },
});

/** What was saved; null where a newer version of this program saved it: then it is learnt anew, and nothing is misread. */
export const revived = ({ version, season, ...rest }: SavedBaseline): BaselineState | null => {
  if (version !== 1) return null;
  if (season === null) return { ...rest, season };
  return { ...rest, season: { newest: season.newest, means: textToFloats(season.means), noises: textToFloats(season.noises) } };
};
