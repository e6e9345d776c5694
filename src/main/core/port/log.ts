/** Named facts. A fact never holds a secret or personal data. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  debug(name: string, facts?: LogFacts): void;
  info(name: string, facts?: LogFacts): void;
  warn(name: string, facts?: LogFacts): void;
  error(name: string, facts?: LogFacts): void;
}
