/** Distances beyond this count as this, and ones below `NEAREST` as none: no ratio of two of them leaves what numbers can hold. */
export const FARTHEST = 1e100;
/** Added to what is divided by. */
export const NEAREST = 1e-120;
