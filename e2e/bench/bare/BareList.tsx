import { memo, useDeferredValue, useMemo, useState } from 'react';
import type { ReactElement } from 'react';

const beyond = 12;
/** Heights of a row and of the box (px), and how many rows are seen, drawn at most, and drawn at the top. */
const sizes = (rowHeight: number, boxHeight: number, atTop?: number) => {
  const drawn = Math.ceil(boxHeight / rowHeight) + 2 * beyond;
  return { rowHeight, drawn, atTop: atTop ?? drawn };
};
const plain = sizes(36, 700);
/** As the app's list of stores: it draws no rows above the first one. */
const tall = sizes(52, 436, Math.ceil(436 / 52) + beyond);

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

/** A row as the list of stores has it: a check box, two lines, and the rest. */
const TallRow = memo(function TallRow({ row, index }: Omit<RowProps, 'onOpen'>): ReactElement {
  const [machine, path, ...others] = row;
  return (
    <tr aria-rowindex={index + 2}>
      <td>
        <label>
          <input type="checkbox" aria-label={`${machine} - ${path}`} />
        </label>
      </td>
      <td>
        <div>{machine}</div>
        <div className="path">{path}</div>
      </td>
      {others.map((text, at) => (
        <td key={at}>{text}</td>
      ))}
    </tr>
  );
});

interface BareListProps {
  headers: string[];
  rows: string[][];
  first: string;
  onOpen: () => void;
  /** Rows of two lines that can be chosen, and do not open. */
  choosing?: boolean;
}

/** A plain table that draws the rows in view, and a filter over all of them. */
export function BareList({ headers, rows, first, onOpen, choosing = false }: BareListProps): ReactElement {
  const { rowHeight, drawn, atTop } = choosing ? tall : plain;
  const [typed, setTyped] = useState(first);
  const filter = useDeferredValue(typed).toLowerCase();
  const [from, setFrom] = useState(0);
  const texts = useMemo(() => rows.map((row) => row.join('\n').toLowerCase()), [rows]);
  const fitting = useMemo(() => {
    const words = filter.split(' ').filter(Boolean);
    return rows.filter((_row, at) => words.every((word) => texts[at]?.includes(word)));
  }, [rows, texts, filter]);
  const start = Math.min(from, Math.max(0, fitting.length - drawn));
  const seen = fitting.slice(start, start + (start === 0 ? atTop : drawn));
  return (
    <>
      <input aria-label="Filter" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <div
        className={choosing ? 'box tall' : 'box'}
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
            {seen.map((row, at) => {
              const index = start + at;
              const key = index % drawn;
              return choosing ? (
                <TallRow key={key} row={row} index={index} />
              ) : (
                <Row key={key} row={row} index={index} onOpen={onOpen} />
              );
            })}
            <tr style={{ height: (fitting.length - start - seen.length) * rowHeight }} />
          </tbody>
        </table>
      </div>
      <output>{fitting.length} rows</output>
    </>
  );
}
