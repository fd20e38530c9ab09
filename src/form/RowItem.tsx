import { memo, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { ChevronRightIcon, DuplicateIcon, RemoveIcon, SortDownIcon, SortUpIcon } from '../ui/icons.tsx';
import { focusWithin } from './focusField.ts';
import { InnerButton } from './inputStyle.ts';
import { RowCell } from './RowCell.tsx';
import { cellText } from './rowColumns.ts';
import type { RowColumn } from './rowColumns.ts';
import { detailsOpen } from './rowDetails.ts';
import type { DetailsChoice } from './rowDetails.ts';
import type { RowPlaces } from './rowPlaces.ts';
import { columnsStyle, RowDetails, Tools } from './rowStyle.ts';
import { settled } from './settled.ts';

export type RowObject = Record<string, unknown>;

type DrawPart = ((path: string, index: number) => ReactNode) | undefined;

export interface RowItemProps {
  path: string;
  index: number;
  last: boolean;
  /** Whether the row is near the window: far ones have inputs only around the focus. */
  near: boolean;
  places: RowPlaces;
  columns: readonly RowColumn[];
  template: string;
  rowLabel: (row: RowObject, index: number) => string;
  removable: boolean | ((row: RowObject) => boolean);
  duplicable: boolean;
  ordered: boolean;
  disabledReason: string | undefined;
  below: DrawPart;
  details: DrawPart;
  detailsLabel: string;
  /** Whether an error of this row is shown by its details only. */
  detailsWrong: boolean;
  onDuplicate: () => void;
  onMove: (to: number) => void;
  onRemove: (called: string) => void;
}

const isRow = (value: unknown): value is RowObject => typeof value === 'object' && value !== null;

// A copy: the form library writes into the row itself, and would find no difference. Of its own row only: to the library
// "regexes.1" is also the beginning of "regexes.10".
const ownRow = (row: unknown): unknown => settled(undefined, row);

const isInCells = (asked: string, row: string, columns: readonly RowColumn[]): boolean =>
  asked === row || columns.some(({ name }) => `${asked}.`.startsWith(`${row}.${name}.`));

function OneRow(props: RowItemProps): ReactElement {
  const { path, index, near, places, columns, template, rowLabel, disabledReason, below, details } = props;
  const { detailsLabel, detailsWrong } = props;
  const watched: unknown = useWatch({ name: path, compute: ownRow });
  const row = isRow(watched) ? watched : {};
  const label = rowLabel(row, index);
  const called = label === '' ? `row ${index + 1}` : label;

  const item = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(false);
  const [asked, setAsked] = useState(() => (places.isWanted(path) ? { path } : null));
  const [choice, setChoice] = useState<DetailsChoice | null>(null);
  const detailsId = useId();
  const askedDetails = asked !== null && !isInCells(asked.path, path, columns);
  const open = details !== undefined && (askedDetails || detailsOpen(choice, detailsWrong));
  // What was typed in opened details beside the form's values must not go with them.
  const drawn = near || held || asked !== null || (open && choice !== null);

  useLayoutEffect(() => {
    if (!item.current) return undefined;
    return places.know(item.current, {
      hold: (on) => {
        setHeld(on);
        if (!on) setAsked(null);
      },
      ask: (wanted) => setAsked({ path: wanted }),
    });
  }, [places]);

  useLayoutEffect(() => {
    if (asked === null || !item.current) return;
    places.hold(item.current);
    focusWithin(item.current, asked.path);
  }, [asked, places]);

  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an li must be a child of its list, and groups lie between
    <div ref={item} role="listitem" aria-label={called} data-row={index} data-drawn={drawn}>
      <div className="cells" style={columnsStyle(template)}>
        {columns.map((column) => (
          <div className="cell" key={column.name} data-cell={column.name}>
            <div className="cellName" aria-hidden={drawn}>
              {column.label}
            </div>
            {drawn ? (
              <DrawnCell column={column} path={path} rowName={called} disabledReason={disabledReason} />
            ) : (
              <WordsCell column={column} value={row[column.name]} />
            )}
          </div>
        ))}
        {drawn && (
          <RowTools
            {...props}
            called={called}
            row={row}
            disclosure={
              details && (
                <InnerButton
                  type="button"
                  aria-label={`${detailsLabel}, ${called}`}
                  title={`${detailsLabel}, ${called}`}
                  aria-expanded={open}
                  aria-controls={open ? detailsId : undefined}
                  style={open ? { transform: 'rotate(90deg)' } : undefined}
                  onClick={() => {
                    setAsked(null);
                    setChoice({ open: !open, wrong: detailsWrong });
                  }}
                >
                  <ChevronRightIcon size={16} />
                </InnerButton>
              )
            }
          />
        )}
      </div>
      {drawn && below?.(path, index)}
      {drawn && open && (
        <RowDetails
          id={detailsId}
          aria-label={`${detailsLabel}, ${called}`}
          // Where one of them is mended they are not taken away from under the hands.
          onFocus={() => setChoice({ open: true, wrong: detailsWrong })}
        >
          {details(path, index)}
        </RowDetails>
      )}
    </div>
  );
}

/** One row of a list. The callbacks are new on every drawing of the list but do the same while place and columns are the same. */
export const RowItem = memo(
  OneRow,
  (a, b) =>
    a.path === b.path &&
    a.last === b.last &&
    a.near === b.near &&
    a.columns === b.columns &&
    a.template === b.template &&
    a.rowLabel === b.rowLabel &&
    a.removable === b.removable &&
    a.disabledReason === b.disabledReason &&
    a.below === b.below &&
    a.details === b.details &&
    a.detailsLabel === b.detailsLabel &&
    a.detailsWrong === b.detailsWrong,
);

interface CellProps {
  column: RowColumn;
  path: string;
  rowName: string;
  disabledReason: string | undefined;
}

function DrawnCell({ column, path, rowName, disabledReason }: CellProps): ReactNode {
  const cellPath = `${path}.${column.name}`;
  if (column.kind === 'custom') return column.render?.(cellPath, rowName);
  return <RowCell column={column} path={cellPath} rowName={rowName} disabledReason={disabledReason} />;
}

function WordsCell({ column, value }: { column: RowColumn; value: unknown }): ReactElement {
  const words = cellText(column, value);
  return (
    <div
      className="cellWords"
      data-mono={column.mono === true}
      data-blank={words === ''}
      title={words === '' ? undefined : words}
    >
      {words === '' ? column.placeholder : words}
    </div>
  );
}

interface RowToolsProps extends Pick<
  RowItemProps,
  | 'index'
  | 'last'
  | 'places'
  | 'removable'
  | 'duplicable'
  | 'ordered'
  | 'disabledReason'
  | 'onDuplicate'
  | 'onMove'
  | 'onRemove'
> {
  called: string;
  row: RowObject;
  disclosure: ReactNode;
}

function RowTools(props: RowToolsProps): ReactElement | null {
  const { index, last, called, row, removable, duplicable, ordered, disabledReason, disclosure } = props;
  const { onDuplicate, onMove, onRemove } = props;
  const off = disabledReason !== undefined;
  const canGo = typeof removable === 'function' ? removable(row) : removable;
  if (!disclosure && (off || !(duplicable || ordered || removable !== false))) return null;
  const moveTo = (to: number) => (button: HTMLElement) => {
    onMove(to);
    // Where the browser has to put the row itself elsewhere, the focus is lost on the way.
    requestAnimationFrame(() => button.focus());
  };
  return (
    <Tools>
      {disclosure}
      {ordered && !off && (
        <Tool
          label={`Move ${called} up`}
          off={index === 0 ? 'It is the first.' : undefined}
          onPress={moveTo(index - 1)}
          icon={<SortUpIcon size={16} />}
        />
      )}
      {ordered && !off && (
        <Tool
          label={`Move ${called} down`}
          off={last ? 'It is the last.' : undefined}
          onPress={moveTo(index + 1)}
          icon={<SortDownIcon size={16} />}
        />
      )}
      {duplicable && !off && (
        <Tool label={`Duplicate ${called}`} onPress={onDuplicate} icon={<DuplicateIcon size={16} />} />
      )}
      {canGo && !off && (
        <Tool label={`Remove ${called}`} onPress={() => onRemove(called)} icon={<RemoveIcon size={16} />} />
      )}
    </Tools>
  );
}

interface ToolProps {
  label: string;
  /** Why it cannot be pressed now. */
  off?: string | undefined;
  onPress: (button: HTMLElement) => void;
  icon: ReactNode;
}

function Tool({ label, off, onPress, icon }: ToolProps): ReactElement {
  return (
    <InnerButton
      type="button"
      aria-label={label}
      title={off ?? label}
      aria-disabled={off !== undefined || undefined}
      style={off ? { opacity: 0.35 } : undefined}
      onClick={(event) => {
        if (!off) onPress(event.currentTarget);
      }}
    >
      {icon}
    </InnerButton>
  );
}
