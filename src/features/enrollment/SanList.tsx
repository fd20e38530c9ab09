import { useState, type ReactElement } from 'react';
import { bothSpellings } from '../../domain/idn.ts';
import { sanLabels, type San } from '../../domain/sans.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';

const shownAtOnce = 10;

/** The alternative names of a request, one a line, each with what it is. Hundreds are drawn only when asked for. */
export function SanList({ sans }: { sans: readonly San[] }): ReactElement {
  const [all, setAll] = useState(false);
  if (sans.length === 0) return <>none</>;
  const few = all || sans.length <= shownAtOnce + 1 ? sans : sans.slice(0, shownAtOnce);
  return (
    <>
      {few.map((san) => (
        <div key={`${san.kind} ${san.value}`}>
          {bothSpellings(san)} <small>{sanLabels[san.kind]}</small>
        </div>
      ))}
      {few.length < sans.length && (
        <ActionButton kind="quiet" onClick={() => setAll(true)}>
          Show all {sans.length} names
        </ActionButton>
      )}
    </>
  );
}
