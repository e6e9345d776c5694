/**
 * A number from 0 to 1 that is always the same for the same text: spreads what comes again and again over its interval.
 * FNV-1a with MurmurHash3's finaliser; without the latter, names that differ in their last letter alone lie side by side.
 */
export const spread = (text: string): number => {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
};

/** A name for a list of recipients that tells nobody who they are: keys are logged, sent and listed. */
export const keyOfRecipients = (recipients: readonly string[]): string =>
  spread(recipients.join(',')).toString(36).slice(2, 12);
