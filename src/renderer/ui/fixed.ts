import { createContext, useContext } from 'react';

/** Why nothing can be done now, in a sentence; null: all that works works. */
export const FixedContext = createContext<string | null>(null);

export const useFixed = (): string | null => useContext(FixedContext);
