/** In the order in which they happen. */
const PHASES = ['dns', 'tcp', 'tls', 'first_byte', 'download'];

/**
 * The colour of a chart's series, by its place among them. A phase of a look has the same colour in every chart, whichever phases
 * there are beside it; `series` is the name of the series with its labels.
 */
export const seriesColour = (index: number, series = ''): string => {
  const phase = PHASES.indexOf(/[{,]phase="(\w+)"/.exec(series)?.[1] ?? '');
  return `var(--series-${((phase < 0 ? index : phase) % PHASES.length) + 1})`;
};
