import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { BareList } from './BareList.tsx';

const loaded = 100;
const nothing = () => undefined;

/** What each filter offers, read before as the app has it when the list is opened again. */
const offered = (rows: string[][]): [name: string, choices: string[]][] => [
  ['Container', [...new Set(rows.map((row) => row[3] ?? ''))]],
  ['Type', [...new Set(rows.map((row) => row[2] ?? ''))]],
  ['Orchestrator', ['Available']],
  ['Shown', ['Those that take certificates']],
];

interface BareStoresProps {
  headers: string[];
  rows: string[][];
}

/**
 * A plain list of stores with what the app's has, as many columns and rows of the same height. It opens with its first page,
 * and can be given all its rows.
 */
export function BareStores({ headers, rows }: BareStoresProps): ReactElement {
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  const filters = useMemo(() => offered(rows), [rows]);
  if (!open) {
    return (
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
    );
  }
  return (
    <>
      <button type="button" onClick={() => setOpen(false)}>
        Close
      </button>
      <button type="button" onClick={() => setAll(true)}>
        Load all
      </button>
      <button type="button">Saved selections</button>
      {filters.map(([name, choices]) => (
        <label key={name}>
          {name}
          <select>
            <option>Any</option>
            {choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        </label>
      ))}
      <BareList
        headers={['Choose', 'Machine and path', ...headers.slice(2)]}
        rows={all ? rows : rows.slice(0, loaded)}
        first=""
        onOpen={nothing}
        choosing
      />
      <button type="button">Add all that match</button>
    </>
  );
}
