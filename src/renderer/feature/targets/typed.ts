export type KindOfTarget = 'http' | 'tcp' | 'tls' | 'dns';

/** A target as its form holds it: all text, as typed. Fields of other kinds than its own keep what was typed there. */
export interface TargetDraft {
  readonly kind: KindOfTarget;
  readonly name: string;
  readonly every: string;
  readonly within: string;
  /** Of a web address. */
  readonly url: string;
  readonly version: string;
  readonly status: string;
  readonly assets: boolean;
  /** Of a port, of TLS and of a name. */
  readonly host: string;
  readonly port: string;
  /** What an answer must contain, of a web address or a port. */
  readonly body: string;
  readonly send: string;
  readonly certificateDays: string;
  readonly serverName: string;
  readonly tlsVersion: string;
  readonly record: string;
  readonly resolver: string;
  /** Values of records, one on each line, and whether all, any or exactly these are expected. */
  readonly answers: string;
  readonly answersAre: string;
}

export const EMPTY_DRAFT: TargetDraft = {
  kind: 'http',
  name: '',
  every: '60s',
  within: '',
  url: 'https://',
  version: '',
  status: '',
  assets: false,
  host: '',
  port: '',
  body: '',
  send: '',
  certificateDays: '',
  serverName: '',
  tlsVersion: '',
  record: 'A',
  resolver: '',
  answers: '',
  answersAre: 'exactly',
};

/** What is wrong with what was typed, by field. */
export type DraftErrors = Partial<Record<keyof TargetDraft, string>>;
