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
          centres: floatsToText(state.season.centres),
          slopes: floatsToText(state.season.slopes),
          noises: floatsToText(state.season.noises),
        },
});

/** What was saved; null where a newer version of this program saved it: then it is learnt anew, and nothing is misread. */
export const revived = ({ version, season, ...rest }: SavedBaseline): BaselineState | null => {
  if (version !== 1) return null;
  if (season === null) return { ...rest, season };
  return {
    ...rest,
    season: {
      newest: season.newest,
      centres: textToFloats(season.centres),
      slopes: textToFloats(season.slopes),
      noises: textToFloats(season.noises),
    },
  };
};
