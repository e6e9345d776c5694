import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../preload/contract/calls.js';
import type { Refusal } from '../../preload/contract/errors.js';
import type { Call } from '../state/transport.js';

/** A refused call as an exception, the only form of failure that queries know. */
class CallRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = 'CallRefused';
    this.refusal = refusal;
  }
}

/** Whether main said no for this reason. */
export const isRefused = (error: unknown, code: Refusal['code']): boolean =>
  error instanceof CallRefused && error.refusal.code === code;

/** The call's value; throws `CallRefused` where main says no. */
export const ask = async <Name extends CallName>(call: Call, name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> => {
  const answer = await call(name, input);
  if (!answer.ok) throw new CallRefused(answer.error);
  return answer.value;
};

const createClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 5_000 } } });

export const QueryProvider = ({ children }: { children: ReactNode }) => {
  const [client] = useState(createClient);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
};
