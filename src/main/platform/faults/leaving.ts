import type { ErrorEvent } from '@sentry/node';
import type { Faults, FaultsPlan } from '../../core/port/faults.js';

/** By this tag the console's own faults are told apart from the site's, where both go to one project. */
const OWN_TAG = { reporter: 'watchroom' } as const;

/** How long a process that ends waits for what is on its way, in milliseconds. */
const PATIENCE = 2_000;

/** What every process asks of Sentry's library: no traces, no breadcrumbs, no sessions, and nothing but what is listed here. */
export const settingsFor = (plan: FaultsPlan) => ({
  dsn: plan.dsn,
  defaultIntegrations: false as const,
  skipOpenTelemetrySetup: true,
  sendClientReports: false,
  maxBreadcrumbs: 0,
  beforeSend: (event: ErrorEvent) => leavingOf(event, plan),
});

/** Sentry's library, once it is set up; the same in Node and in Electron. */
interface Sender {
  captureEvent(event: { message: string; level: 'error'; fingerprint: string[]; tags: Record<string, string> }): unknown;
  close(timeout: number): PromiseLike<unknown>;
}

export const faultsBy = (sentry: Sender): Faults => ({
  tell: (name, text) => {
    sentry.captureEvent({ message: `${name}: ${text}`, level: 'error', fingerprint: [name], tags: { ...OWN_TAG } });
  },
  stop: async () => {
    await sentry.close(PATIENCE);
  },
});

type Exceptions = NonNullable<NonNullable<ErrorEvent['exception']>['values']>;
type Frames = NonNullable<NonNullable<Exceptions[number]['stacktrace']>['frames']>;

/**
 * What leaves of an event: the fault and where in the console's own code it was. Nothing of the machine, its user, addresses that were
 * asked or what was on the screen: whatever a library adds one day is not in this list, and stays.
 */
export const leavingOf = (event: ErrorEvent, { version, runtime, clean }: Omit<FaultsPlan, 'dsn'>): ErrorEvent => {
  const { event_id, timestamp, level, platform, fingerprint, environment, sdk, message, exception } = event;
  return {
    ...known({ event_id, timestamp, level, platform, fingerprint, environment, sdk }),
    type: undefined,
    release: `watchroom@${version}`,
    tags: { ...OWN_TAG, runtime },
    ...known({ message: message === undefined ? undefined : clean(message) }),
    ...(exception?.values === undefined ? {} : { exception: { values: exceptionsOf(exception.values, clean) } }),
  };
};

const exceptionsOf = (values: Exceptions, clean: FaultsPlan['clean']): Exceptions =>
  values.map(({ type, value, stacktrace, mechanism }) =>
    known({
      type,
      value: value === undefined ? undefined : clean(value),
      mechanism: mechanism === undefined ? undefined : { type: mechanism.type, ...known({ handled: mechanism.handled }) },
      stacktrace: stacktrace?.frames === undefined ? undefined : { frames: framesOf(stacktrace.frames) },
    }),
  );

const framesOf = (frames: Frames): Frames =>
  frames.map(({ filename = '', function: name, lineno, colno, in_app }) =>
    known({ filename: placeOf(filename), function: name, lineno, colno, in_app }),
  );

/** Folders above the product's own say whose machine it is. */
const placeOf = (file: string): string => /(?:^|[\\/])((?:dist|node_modules)[\\/].*)$/.exec(file)?.[1] ?? baseOf(file);

const baseOf = (file: string): string => file.split(/[\\/]/).at(-1) ?? '';

type Known<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

const known = <Fields extends object>(fields: Fields): Known<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<Fields>;
