import { memo, useDeferredValue, useMemo, useState } from 'react';
import type { ReactElement } from 'react';

const rowHeight = 36;
const boxHeight = 700;
const beyond = 12;
const drawn = Math.ceil(boxHeight / rowHeight) + 2 * beyond;

interface RowProps {
  row: string[];
  index: number;
  onOpen: () => void;
}

const Row = memo(function Row({ row, index, onOpen }: RowProps): ReactElement {
  return (
    <tr aria-rowindex={index + 2}>
      {row.map((text, at) => (
        <td key={at}>
          {at === 0 ? (
            <button type="button" onClick={onOpen}>
              {text}
            </button>
          ) : (
            text
          )}
        </td>
      ))}
    </tr>
  );
});

interface BareListProps {
  headers: string[];
  rows: string[][];
  first: string;
  onOpen: () => void;
}

/** A plain table that draws the rows in view, and a filter over all of them. */
export function BareList({ headers, rows, first, onOpen }: BareListProps): ReactElement {
  const [typed, setTyped] = useState(first);
  const filter = useDeferredValue(typed).toLowerCase();
  const [from, setFrom] = useState(0);
  const texts = useMemo(() => rows.map((row) => row.join('\n').toLowerCase()), [rows]);
  const fitting = useMemo(() => {
    const words = filter.split(' ').filter(Boolean);
    return rows.filter((_row, at) => words.every((word) => texts[at]?.includes(word)));
  }, [rows, texts, filter]);
  const start = Math.min(from, Math.max(0, fitting.length - drawn));
  const seen = fitting.slice(start, start + drawn);
  return (
    <>
      <input aria-label="Filter" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <div
        className="box"
        onScroll={(event) =>
          setFrom(Math.max(0, Math.floor(event.currentTarget.scrollTop / (rowHeight * 4)) * 4 - beyond))
        }
      >
        <table>
          <thead>
            <tr>
              {headers.map((header) => (
                <th key={header}>{header}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr style={{ height: start * rowHeight }} />
            {seen.map((row, at) => (
              <Row key={(start + at) % drawn} row={row} index={start + at} onOpen={onOpen} />
            ))}
            <tr style={{ height: (fitting.length - start - seen.length) * rowHeight }} />
          </tbody>
        </table>
      </div>
      <output>{fitting.length} rows</output>
    </>
  );
}
