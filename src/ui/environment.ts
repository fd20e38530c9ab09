import { createContext, useContext } from 'react';

export const environmentColours = ['grey', 'blue', 'green', 'amber', 'red'] as const;

export type EnvironmentColour = (typeof environmentColours)[number];

/** The server this page works against, in the words of its configuration. */
export interface Environment {
  label: string;
  colour: EnvironmentColour;
}

export const EnvironmentContext = createContext<Environment | null>(null);

export const useEnvironment = (): Environment | null => useContext(EnvironmentContext);
