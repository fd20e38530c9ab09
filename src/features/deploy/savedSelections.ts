import * as z from 'zod/mini';
import { entry, type Kept } from '../../kept.ts';

/** Stores that are chosen together, under a name of this browser's user. Ids only, nothing secret. */
export interface StoreSelection {
  /** Address of the API: ids mean nothing on another server. */
  server: string;
  name: string;
  storeIds: readonly string[];
}

/** The selections of this browser, the last saved first, at most fifty. */
export const keptSelections: Kept<{ selections: readonly StoreSelection[] }> = entry<{
  selections: readonly StoreSelection[];
}>(
  'store-selections',
  1,
  z.object({
    selections: z.array(z.object({ server: z.string(), name: z.string(), storeIds: z.array(z.string()) })),
  }),
  { selections: [] },
);

const same = (a: Pick<StoreSelection, 'server' | 'name'>, b: Pick<StoreSelection, 'server' | 'name'>) =>
  a.server === b.server && a.name.toLowerCase() === b.name.toLowerCase();

const others = (selection: StoreSelection) => keptSelections.read().selections.filter((each) => !same(each, selection));

/** Puts a selection first; one of the same name on the same server is replaced. */
export const saveSelection = (selection: StoreSelection): void =>
  keptSelections.write({ selections: [selection, ...others(selection)].slice(0, 50) });

/** Takes a selection out of the list. */
export const deleteSelection = (selection: StoreSelection): void =>
  keptSelections.write({ selections: others(selection) });

/** Of these selections the one of that name on that server, letter case aside. */
export const selectionNamed = (
  selections: readonly StoreSelection[],
  server: string,
  name: string,
): StoreSelection | undefined => selections.find((each) => same(each, { server, name: name.trim() }));
