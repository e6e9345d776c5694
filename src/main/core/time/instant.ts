/** A moment: milliseconds since 1970-01-01T00:00:00Z, on the wall clock. */
export type Instant = number & { readonly __unit: 'instant' };

/** A length of time in milliseconds. */
export type Duration = number & { readonly __unit: 'duration' };

/**
 * A moment on the observed clock: milliseconds of *observed* time since this desk first started.
 * It stands still while the desk is asleep, offline or stopped, so rule clocks built on it do too.
 */
export type ObservedInstant = number & { readonly __unit: 'observed' };

export const instant = (milliseconds: number): Instant => milliseconds as Instant;
export const duration = (milliseconds: number): Duration => milliseconds as Duration;
export const observedInstant = (milliseconds: number): ObservedInstant => milliseconds as ObservedInstant;

export const milliseconds = (n: number): Duration => duration(n);
export const seconds = (n: number): Duration => duration(n * 1_000);
export const minutes = (n: number): Duration => duration(n * 60_000);
export const hours = (n: number): Duration => duration(n * 3_600_000);
export const days = (n: number): Duration => duration(n * 86_400_000);

/** `at` moved forward by `length` (backward where it is negative). */
export const after = (at: Instant, length: number): Instant => (at + length) as Instant;

/** The length from `from` to `to`; negative where `to` comes first. */
export const between = (from: Instant, to: Instant): Duration => (to - from) as Duration;

/** The start of the `step`-long bucket, counted from the epoch, in which `at` falls. */
export const bucketStart = (at: Instant, step: Duration): Instant => (Math.floor(at / step) * step) as Instant;
