import type { BaselineState } from '../core/model/baseline.js';

/** A baseline as it is kept: JSON, of a version that says how to read it. */
export interface SavedBaseline extends Omit<BaselineState, 'season'> {
  readonly version: 1;
  /** The arrays' bytes, little-endian, in base64. */
  readonly season: {
    readonly newest: number;
    readonly centres: string;
    readonly slopes: string;
    readonly noises: string;
  } | null;
}

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

/** Every processor that Node runs on today has its numbers little-endian in memory. */
const floatsToText = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

const textToFloats = (text: string): Float32Array => {
  const bytes = Buffer.from(text, 'base64');
  // A buffer may lie at any place of a larger one; numbers need a place of their own.
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
};
