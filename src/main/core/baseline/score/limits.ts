/** Distances beyond this count as this: tables hold 32-bit numbers, and sums of a few must stay finite. */
export const FARTHEST = 1e37;
/** Added to what is divided by, so that no ratio leaves what numbers can hold. */
export const NEAREST = 1e-120;
