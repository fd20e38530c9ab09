import { useEffect, useId, useRef } from 'react';
import type { ReactElement } from 'react';
import type { Column } from './columns.ts';
import { formatCount } from './numbers.ts';

/** What of a table is chosen, and who is told. Space, Enter and a click choose a row, or no longer. */
export interface RowSelection<T> {
  /** How many are chosen, here or elsewhere. */
  count: number;
  isChosen: (row: T) => boolean;
  /** Why a row cannot be chosen, or undefined. Choosing it is told all the same, so that the reason can be said. */
  whyNot: (row: T) => string | undefined;
  nameOf: (row: T) => string;
  onChoose: (rows: readonly T[], chosen: boolean) => void;
}

const selectKey = 'select';

/** The column of check boxes that comes first in a table whose rows can be chosen. */
export function selectColumn<T>(selection: RowSelection<T>): Column<T> {
  const { isChosen, whyNot, nameOf, onChoose } = selection;
  return {
    key: selectKey,
    header: 'Choose',
    width: 44,
    takesFocus: true,
    cell: (row, tabIndex) => {
      const chosen = isChosen(row);
      return (
        <RowBox
          name={nameOf(row)}
          chosen={chosen}
          reason={chosen ? undefined : whyNot(row)}
          tabIndex={tabIndex}
          onToggle={() => onChoose([row], !chosen)}
        />
      );
    },
  };
}

interface RowBoxProps {
  name: string;
  chosen: boolean;
  reason: string | undefined;
  tabIndex: number;
  onToggle: () => void;
}

function RowBox({ name, chosen, reason, tabIndex, onToggle }: RowBoxProps): ReactElement {
  const reasonId = useId();
  return (
    <label className="pick" title={reason}>
      <input
        type="checkbox"
        aria-label={name}
        checked={chosen}
        tabIndex={tabIndex}
        data-row-focus=""
        aria-disabled={reason === undefined ? undefined : true}
        aria-describedby={reason === undefined ? undefined : reasonId}
        onChange={onToggle}
      />
      {reason !== undefined && (
        <span hidden id={reasonId}>
          {reason}
        </span>
      )}
    </label>
  );
}

/** What its header shows, by the column's key; nothing while rows are missing, as it would mean some of them only. */
export function selectHead<T>(
  rows: readonly (T | undefined)[],
  selection: RowSelection<T> | undefined,
): Readonly<Record<string, ReactElement | null>> {
  if (selection === undefined) return {};
  // Not by a look at every place: of 50,000 rows most are gaps.
  if (rows.includes(undefined)) return { [selectKey]: null };
  const loaded = rows.filter((row) => row !== undefined);
  return { [selectKey]: <AllBox rows={loaded} selection={selection} /> };
}

/** Chooses every loaded row that can be chosen, or none of them. */
function AllBox<T>({ rows, selection }: { rows: readonly T[]; selection: RowSelection<T> }): ReactElement {
  const { count, isChosen, whyNot, onChoose } = selection;
  const box = useRef<HTMLInputElement>(null);
  const some = count > 0 && rows.some(isChosen);
  const all = some && rows.every((row) => isChosen(row) || whyNot(row) !== undefined);
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && !all;
  }, [some, all]);
  const name = `All ${formatCount(rows.length)} loaded`;
  return (
    <label className="pick" title={name}>
      <input
        ref={box}
        type="checkbox"
        aria-label={name}
        checked={all}
        onChange={() => onChoose(all ? rows.filter(isChosen) : rows.filter((row) => !isChosen(row)), !all)}
      />
    </label>
  );
}
