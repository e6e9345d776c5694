/** Where faults of the console itself are told, so that its makers learn of them. Never throws, and holds nothing up. */
export interface Faults {
  /** Something went wrong and was caught; `text` says what, and the console went on. */
  tell(name: string, text: string): void;
  /** Sends what still waits, for at most two seconds. */
  stop(): Promise<void>;
}

/** How the faults of a process leave it: to whom, and through what every text goes before it does. */
export interface FaultsPlan {
  /** A Sentry DSN: `https://<key>@<host>/<project>`. */
  readonly dsn: string;
  readonly version: string;
  /** Node or Electron, with its version. */
  readonly runtime: string;
  /** The text without secrets, and without what could name a person. */
  readonly clean: (text: string) => string;
}
