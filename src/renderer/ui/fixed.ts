import { createContext, useContext } from 'react';

/** Why nothing can be done now, in a sentence; null: all that works works. */
export const FixedContext = createContext<string | null>(null);

/** Whether what is shown is of the past, so that what is asked anew has to say that it is not. */
export const PastContext = createContext(false);

export const useIsPast = (): boolean => useContext(PastContext);

export const useFixed = (): string | null => useContext(FixedContext);
