import { createContext } from 'react';

/** Where secret fields put their names, so that the form can empty them when its screen goes. */
export const SecretNames = createContext<Set<string> | null>(null);
