import type { ReactElement } from 'react';
import type { PlannedStore } from './deployForm.ts';

type Entry = Pick<PlannedStore, 'storeId' | 'displayName' | 'alias'>;

/** What of a plan overwrites an entry. */
export const overwriting = (plan: readonly PlannedStore[]): PlannedStore[] => plan.filter(({ overwrite }) => overwrite);

/** The entries that are overwritten, for the question before it is asked for; nothing where there are none. */
export function ReplacedEntries({ entries }: { entries: readonly Entry[] }): ReactElement | null {
  if (entries.length === 0) return null;
  return (
    <>
      <p>Whatever stands under these aliases then is overwritten:</p>
      <ul>
        {entries.map(({ storeId, displayName, alias }) => (
          <li key={storeId}>
            {displayName}: {alias.trim()}
          </li>
        ))}
      </ul>
    </>
  );
}
