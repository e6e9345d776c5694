/** The colour of a chart's series, by its place among them. */
export const seriesColour = (index: number): string => `var(--series-${(index % 5) + 1})`;
