import type { DrillReport } from '../model/drill.js';
import type { Delivery } from '../model/notification.js';

const EMAIL = /[^\s<>"'(),:;@]+@([^\s<>"'(),:;@]+)/g;
/** The international form (E.164). */
const NUMBER = /(\+[1-9]\d)\d{3,10}(\d{2})(?!\d)/g;

/** Enough of a person's address to know whose it is: `o…@example.org`, `+44…01`. Rooms and web addresses stay as they are. */
export const maskAddresses = (text: string): string =>
  text.replace(EMAIL, (whole, domain: string) => `${whole.slice(0, 1)}…@${domain}`).replace(NUMBER, '$1…$2');

/** A delivery for those who look on: who got it is told no further than they need. */
export const maskedDelivery = (delivery: Delivery): Delivery => ({
  ...delivery,
  recipients: delivery.recipients.map(maskAddresses),
  attempts: delivery.attempts.map((attempt) => ({ ...attempt, text: maskAddresses(attempt.text) })),
});

/** A drill's report for those who look on: that it reached two of three is theirs to know, at which numbers is not. */
export const maskedDrill = (report: DrillReport): DrillReport => ({
  ...report,
  rows: report.rows.map((row) => ({ ...row, recipient: maskAddresses(row.recipient), said: maskAddresses(row.said) })),
  markdown: maskAddresses(report.markdown),
});
