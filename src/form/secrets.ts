import { createContext } from 'react';

/** Where secret fields put their names, so that the form can empty them when its screen goes. */
export const SecretNames = createContext<Set<string> | null>(null);

/** A form that is on the page now, as what was entered in it is kept while its page is away. */
export interface OpenForm {
  /** What lies in a dialog goes with it. */
  inDialog: () => boolean;
  /** Paths of every secret field that it has had. */
  secrets: ReadonlySet<string>;
  values: () => Readonly<Record<string, unknown>>;
  /** What it began with. */
  defaults: () => Readonly<Record<string, unknown>>;
  /** Takes values in the place of those of the same names, and says so. `whole`: none of the draft was left. */
  take: (values: Readonly<Record<string, unknown>>, said: string, whole: boolean) => void;
}

export const formsHere = new Set<OpenForm>();

/** Told of each form that comes; set where the page was left before and has come back. */
export const arrivals: { tell: ((form: OpenForm) => void) | null } = { tell: null };
