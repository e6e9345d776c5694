import type { Refusal, Result } from '../model/result.js';

/** What became of the lines of one sending. Each line that was refused is named, and refuses only itself. */
export interface IngestReceipt {
  readonly accepted: number;
  readonly refused: number;
  /** The first of the refused, by their line from 1. */
  readonly faults: readonly { readonly line: number; readonly message: string }[];
  /** Why a service's message was passed over. */
  readonly note?: string;
}

/** `too-many`: a browser is to wait a minute. */
export type IngestRefusal = Omit<Refusal, 'code'> & {
  readonly code: Refusal['code'] | 'too-many';
  readonly receipt?: IngestReceipt;
};

export type IngestAnswer = Result<IngestReceipt, IngestRefusal>;

/** What a browser sends through the site's proxy. */
export interface PublicSending {
  readonly text: string;
  readonly writeKey: string;
  readonly origin: string | undefined;
  header(name: string): string | undefined;
}

/** A message of another service, with the signature over its very bytes. */
export interface SignedSending {
  readonly from: 'github' | 'vercel';
  readonly body: string;
  readonly signature: string | undefined;
}

/** Takes readings and events that others send to this desk. Answers once they are durable. */
export interface Ingest {
  /** One JSON object, a list, or one object a line, from somebody who has shown that they may. */
  take(text: string): Promise<IngestAnswer>;
  /** The same from anybody's browser: only what a visit says, and only with the write key. */
  takePublic(sending: PublicSending): Promise<IngestAnswer>;
  takeSigned(sending: SignedSending): Promise<IngestAnswer>;
  /** Whether pages of this origin may send. */
  isAllowedOrigin(origin: string): boolean;
}
