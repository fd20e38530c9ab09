import { useState, type ReactElement } from 'react';
import { bothSpellings } from '../../domain/idn.ts';
import { sanLabels, type San } from '../../domain/sans.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';

const shownAtOnce = 10;

interface SanListProps {
  sans: readonly San[];
  /** The DNS name that the server adds by itself; null: none that is known of. */
  added?: string | null;
}

/** The alternative names of a request, one a line, each with what it is. Hundreds are drawn only when asked for. */
export function SanList({ sans, added = null }: SanListProps): ReactElement {
  const [all, setAll] = useState(false);
  if (sans.length === 0 && added === null) return <>none</>;
  const few = all || sans.length <= shownAtOnce + 1 ? sans : sans.slice(0, shownAtOnce);
  return (
    <>
      {few.map((san) => (
        <div key={`${san.kind} ${san.value}`}>
          {bothSpellings(san)} <small>{sanLabels[san.kind]}</small>
        </div>
      ))}
      {added !== null && (
        <div>
          {added} <small>{sanLabels.dns}, added by the server</small>
        </div>
      )}
      {few.length < sans.length && (
        <ActionButton kind="quiet" onClick={() => setAll(true)}>
          Show all {sans.length} names
        </ActionButton>
      )}
    </>
  );
}
