const regions = new Intl.DisplayNames(['en-GB'], { type: 'region', fallback: 'code' });

/** The country of a code of two letters; anything else as it is. */
export const regionName = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code);
