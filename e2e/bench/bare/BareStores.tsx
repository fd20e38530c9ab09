import { useState } from 'react';
import type { ReactElement } from 'react';
import { BareList } from './BareList.tsx';

const loaded = 100;
const filters = ['Container', 'Type', 'Orchestrator', 'Shown'];
const nothing = () => undefined;

interface BareStoresProps {
  headers: string[];
  rows: string[][];
}

/** A plain list of stores that opens with its first page, and can be given all its rows. */
export function BareStores({ headers, rows }: BareStoresProps): ReactElement {
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
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
      {filters.map((name) => (
        <select key={name} aria-label={name}>
          <option>Any</option>
        </select>
      ))}
      <BareList headers={headers} rows={all ? rows : rows.slice(0, loaded)} first="" onOpen={nothing} />
    </>
  );
}
