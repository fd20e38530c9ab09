import { createContext } from 'react';
import type { Explained } from './ErrorNotice.tsx';

/** What went wrong with a part of the page: the id of its section → the error that the section shows under its heading. */
export const SectionProblems = createContext<ReadonlyMap<string, Explained>>(new Map());
