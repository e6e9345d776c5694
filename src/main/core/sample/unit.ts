const BY_SUFFIX: readonly (readonly [suffix: string, unit: string])[] = [
  ['_milliseconds', 'milliseconds'],
  ['_seconds', 'seconds'],
  ['_minutes', 'minutes'],
  ['_hours', 'hours'],
  ['_days', 'days'],
  ['_bytes', 'bytes'],
  ['_ratio', 'ratio'],
  ['_percent', 'percent'],
  ['_celsius', 'celsius'],
  ['_score', 'score'],
];

/**
 * The unit that a series' name states by its suffix: `http_response_seconds` is in `seconds`. A counter's `_total` is looked
 * through; a name without a known suffix counts things (`count`).
 */
export const unitOf = (name: string): string => {
  const base = name.endsWith('_total') ? name.slice(0, -'_total'.length) : name;
  return BY_SUFFIX.find(([suffix]) => base.endsWith(suffix))?.[1] ?? 'count';
};
