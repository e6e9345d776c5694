/** A way out to people. */
export type ChannelKind = 'desktop' | 'email' | 'slack' | 'sms' | 'webhook';

/** Why something is told. */
export type NotificationReason =
  | 'firing'
  | 'escalated'
  | 'repeated'
  | 'recovered'
  | 'suppression-ended'
  | 'digest'
  | 'daily-summary'
  | 'test'
  | 'desk-blind'
  | 'desk-back';

/** Why something is not told now. */
export type HeldBecause =
  | 'suppressed'
  | 'quiet-hours'
  | 'digest'
  | 'settling'
  | 'inhibited'
  | 'flapping'
  | 'maintenance'
  | 'rate-limit';
