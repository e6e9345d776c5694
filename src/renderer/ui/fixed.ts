import { createContext, useContext } from 'react';

/** What acts are called is told by whoever uses these parts, in one place (`declare module`): here there are no domain words. */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled from outside
export interface Register {}

export type Act = Register extends { readonly act: infer Name extends string } ? Name : string;

/** Why an act cannot be done, in a sentence; null: it can. */
export type WhyNot = (act: Act) => string | null;

export const FixedContext = createContext<WhyNot>(() => null);

/** Whether a band above the page says why nothing can be done, so that no button has to. */
export const SaidAboveContext = createContext(false);

export const useIsSaidAbove = (): boolean => useContext(SaidAboveContext);

/** Whether what is shown is of the past, so that what is asked anew has to say that it is not. */
export const PastContext = createContext(false);

export const useIsPast = (): boolean => useContext(PastContext);

export const useWhyNot = (): WhyNot => useContext(FixedContext);

/** Why it cannot be done now, or not by whoever looks; null: it can. */
export const useFixed = (act: Act): string | null => useWhyNot()(act);
