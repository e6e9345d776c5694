/**
 * Lets tests run as if it were another moment: `WATCHROOM_TEST_NOW=2027-03-28T00:40:00Z`. The clock goes on from there, and no
 * timer is touched. Whoever runs tests at their own time of day notices nothing.
 */
const asked = process.env.WATCHROOM_TEST_NOW;

/**
 * Makes `Date` tell a time that is so many milliseconds off. A page runs it too, so it names nothing outside itself. Less than an
 * hour is let be: a page whose clock was set by its test tells the moment already, and what it was moved on by since.
 */
const shiftDate = (by: number): void => {
  if (Math.abs(by) < 3_600_000) return;
  globalThis.Date = new Proxy(Date, {
    construct: (real, given, made) => Reflect.construct(real, given.length === 0 ? [real.now() + by] : given, made) as Date,
    get: (real, key) => (key === 'now' ? () => real.now() + by : Reflect.get(real, key)),
  });
};

const shift = (): number | null => {
  if (asked === undefined) return null;
  const by = Date.parse(asked) - Date.now();
  if (Number.isNaN(by)) throw new Error(`WATCHROOM_TEST_NOW: “${asked}” is no moment. Write 2027-03-28T00:40:00Z.`);
  return by;
};

const by = shift();
if (by !== null) shiftDate(by);

/** What a page runs first to tell the same time as its main; null where that is the machine's. */
export const momentScript = (): string | null => (by === null ? null : `(${shiftDate})(${Date.now()} - Date.now());`);
