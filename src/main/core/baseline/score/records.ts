/** What has never been so before: a value outside the known range, a series that has never stood still for so long. */
export interface Records {
  seen: number;
  low: number;
  high: number;
  last: number;
  still: number;
  longestStill: number;
}

/** Shorter standstills are nothing, in whole numbers and steps. */
const LEAST_STILL_ROWS = 8;
const LEAST_MORE = 1.3;
/** The known range narrows by half in 35,000 rows where nothing confirms it: a mistake of one hour is not for ever. */
const FORGETTING = 0.00002;

export const createRecords = (): Records => ({
  seen: 0,
  low: 0,
  high: 0,
  last: 0,
  still: 0,
  longestStill: 0,
});

export const rangeOf = ({ low, high }: Records): number => high - low;

/**
 * −log10 of how rare it is to leave the known range so far. That a row is a record at all happens once in `seen` rows;
 * a twentieth of the range beyond it makes that a full surprise (the tolerance that Numenta's detector uses as well).
 */
export const outsideRarity = ({ seen, low, high }: Records, value: number): number => {
  const beyond = Math.max(0, value - high, low - value);
  const range = high - low;
  if (beyond === 0 || range === 0) return 0;
  const share = beyond / range;
  return 0.7 * Math.log10(1 + seen) * Math.min(1, share / 0.05) + 2 * Math.min(1, share);
};

/** The same for standing still longer than ever; 0 where it is no record. */
export const stillRarity = ({ seen, last, still, longestStill }: Records, value: number): number => {
  const now = value === last && seen > 0 ? still + 1 : 0;
  if (now <= LEAST_STILL_ROWS || now <= LEAST_MORE * longestStill) return 0;
  return 0.8 * Math.log10(1 + seen) + Math.min(2, now / (longestStill + 6) - 1);
};

/** Learns the value; the range narrows towards `centre`. */
export const keepRecords = (records: Records, value: number, centre: number): void => {
  records.still = value === records.last && records.seen > 0 ? records.still + 1 : 0;
  records.longestStill = Math.max(records.longestStill, records.still);
  records.last = value;
  records.low = Math.min(value, records.low + FORGETTING * (centre - records.low));
  records.high = Math.max(value, records.high + FORGETTING * (centre - records.high));
  records.seen += 1;
};
