import { styled } from '@mui/material/styles';
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FocusEvent, MouseEvent, ReactElement, ReactNode } from 'react';
import { useFieldArray, useFormContext, useFormState } from 'react-hook-form';
import { ActionButton } from '../ui/ActionButton.tsx';
import { AddIcon } from '../ui/icons.tsx';
import { errorsAt, hasErrorBeside } from './fieldPaths.ts';
import { openLists } from './focusField.ts';
import type { RowColumn } from './rowColumns.ts';
import { RowItem } from './RowItem.tsx';
import type { RowObject } from './RowItem.tsx';
import { rowGroups } from './rowGroups.ts';
import { rowPlaces, shortList } from './rowPlaces.ts';
import type { RowPlaces } from './rowPlaces.ts';
import { columnsStyle, columnsTemplate, Headers, RowList } from './rowStyle.ts';

export type { RowColumn } from './rowColumns.ts';

const Group = styled('fieldset')({ margin: 0, padding: 0, border: 0, minWidth: 0 });

const Gone = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '0 12px',
  color: theme.palette.text.secondary,
}));

const Foot = styled('div')({ marginTop: 8 });

const Quiet = styled('p')(({ theme }) => ({ margin: '4px 0', color: theme.palette.text.secondary }));

export interface RowsProps {
  name: string;
  /** Names the list for screen readers. */
  label?: string;
  columns: readonly RowColumn[];
  /** A fresh row; no member may be called `id`. */
  newRow: () => object;
  addLabel: string;
  /** What a row is called ("CN"); an empty text falls back to its number. */
  rowLabel: (row: RowObject, index: number) => string;
  removable?: boolean | ((row: RowObject) => boolean);
  duplicable?: boolean;
  /** Offer moving rows, where their order matters. */
  ordered?: boolean;
  /** Shown while there are no rows. */
  empty?: string;
  /** Why nothing can be changed. */
  disabledReason?: string | undefined;
  /** Drawn under the inputs of a row. */
  below?: (path: string, index: number) => ReactNode;
  /** Drawn under a row once it is opened; it opens by itself where one of its errors is shown by no column. */
  details?: (path: string, index: number) => ReactNode;
  /** What the button that opens the details is called ("Details"), before the name of the row. */
  detailsLabel?: string;
}

interface Removed {
  key: string;
  row: RowObject;
  index: number;
  called: string;
  /** The values that the form started from: after they have been replaced the row belongs to another document. */
  among: unknown;
}

// The button that was pressed has gone with its row.
const focusButton = (line: HTMLElement | null): void => line?.querySelector('button')?.focus();

const itemOf = (list: Element, inside: Element): Element | undefined =>
  [...list.querySelectorAll(`:scope > .rows > [data-row]`)].find((row) => row.contains(inside));

const idsOf = (fields: readonly { id: string }[]): string[] => fields.map(({ id }) => id);

/**
 * Rows of inputs: add, duplicate, move, remove with undo. The only place that holds a field array. In a list of more than
 * twenty the rows far from the window are text; they get their inputs before the window or the focus reaches them.
 */
export function Rows(props: RowsProps): ReactElement {
  const { name, label, columns, newRow, addLabel, rowLabel, removable = true } = props;
  const {
    duplicable = false,
    ordered = false,
    empty,
    disabledReason,
    below,
    details,
    detailsLabel = 'Details',
  } = props;
  const { control, getValues } = useFormContext();
  const { fields, append, insert, move, remove } = useFieldArray({ control, name });
  const state = useFormState({ control, name });
  const errors = details === undefined ? undefined : errorsAt(state.errors, name);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [places] = useState(rowPlaces);
  const [grouped, setGrouped] = useState({ fields, groups: rowGroups([], idsOf(fields)) });
  if (grouped.fields !== fields) setGrouped({ fields, groups: rowGroups(grouped.groups, idsOf(fields)) });
  const list = useRef<HTMLDivElement>(null);
  const off = disabledReason !== undefined;
  const changing = [duplicable, ordered, ordered, removable !== false].filter(Boolean).length;
  const template = columnsTemplate(columns, (details === undefined ? 0 : 1) + (off ? 0 : changing));
  const gone = removed !== null && removed.among === state.defaultValues && !off ? removed : null;

  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const entry = {
      name,
      element,
      rowAt: (index: number) => element.querySelector(`:scope > .rows > [data-row="${index}"]`),
      ask: places.ask,
    };
    openLists.add(entry);
    return () => {
      openLists.delete(entry);
    };
  }, [name, places]);

  const rowAt = (index: number): RowObject => ({ ...(getValues(`${name}.${index}`) as RowObject) });
  const put = (index: number, row: object): void => {
    places.want(`${name}.${index}`);
    if (index >= fields.length) append(row, { shouldFocus: false });
    else insert(index, row, { shouldFocus: false });
    setRemoved(null);
  };
  const take = (key: string, index: number, called: string): void => {
    setRemoved({ key, row: rowAt(index), index, called, among: state.defaultValues });
    remove(index);
  };

  const onFocus = (event: FocusEvent<HTMLDivElement>): void => {
    const item = itemOf(event.currentTarget, event.target);
    if (item) places.hold(item);
  };
  // After a wide jump of the scroll bar a row may be pressed while it still is text.
  const onClick = (event: MouseEvent<HTMLDivElement>): void => {
    const pressed = event.target instanceof Element ? event.target : null;
    const item = pressed && itemOf(event.currentTarget, pressed);
    if (item?.getAttribute('data-drawn') !== 'false') return;
    const cell = pressed?.closest('[data-cell]')?.getAttribute('data-cell') ?? '';
    places.ask(item, `${name}.${item.getAttribute('data-row')}.${cell}`);
  };

  const undoLine = gone && (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an li must be a child of its list, and groups lie between
    <Gone key={gone.key} role="listitem" ref={focusButton}>
      <span>Removed {gone.called}.</span>
      <ActionButton
        kind="quiet"
        onClick={() => put(Math.min(gone.index, fields.length), gone.row)}
        label={`Undo removing ${gone.called}`}
      >
        Undo
      </ActionButton>
    </Gone>
  );
  const indexOf = new Map(fields.map((entry, index) => [entry.id, index]));
  const rowOf = (id: string, near: boolean): ReactNode => {
    const index = indexOf.get(id) ?? 0;
    return (
      <Fragment key={id}>
        {gone?.index === index && undoLine}
        <RowItem
          path={`${name}.${index}`}
          index={index}
          last={index === fields.length - 1}
          near={near || fields.length <= shortList}
          places={places}
          columns={columns}
          template={template}
          rowLabel={rowLabel}
          removable={removable}
          duplicable={duplicable}
          ordered={ordered}
          disabledReason={disabledReason}
          below={below}
          details={details}
          detailsLabel={detailsLabel}
          detailsWrong={hasErrorBeside(errorsAt(errors, String(index)), columns)}
          onDuplicate={() => {
            setRemoved(null);
            insert(index + 1, rowAt(index), { shouldFocus: false });
          }}
          onMove={(to) => {
            setRemoved(null);
            move(index, to);
          }}
          onRemove={(called) => take(id, index, called)}
        />
      </Fragment>
    );
  };
  return (
    <Group aria-label={label} data-field={name}>
      {fields.length > 0 && (
        <Headers aria-hidden="true" style={columnsStyle(template)}>
          {columns.map((column) => (
            <div key={column.name}>{column.label}</div>
          ))}
        </Headers>
      )}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an ol may hold nothing but li, and here are groups */}
      <RowList ref={list} role="list" onFocus={onFocus} onClick={onClick}>
        {grouped.groups.map(({ key, ids }) => (
          <WatchedRows key={key} places={places}>
            {(near) => ids.map((id) => rowOf(id, near))}
          </WatchedRows>
        ))}
        {gone && gone.index >= fields.length && undoLine}
      </RowList>
      {fields.length === 0 && empty !== undefined && <Quiet>{empty}</Quiet>}
      <Foot>
        <ActionButton
          icon={<AddIcon size={16} />}
          onClick={() => put(fields.length, newRow())}
          disabledReason={disabledReason}
        >
          {addLabel}
        </ActionButton>
      </Foot>
      {off && <Quiet>{disabledReason}</Quiet>}
    </Group>
  );
}

interface WatchedRowsProps {
  places: RowPlaces;
  children: (near: boolean) => ReactNode;
}

/** A group of rows, told whether it is near the window. */
function WatchedRows({ places, children }: WatchedRowsProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useLayoutEffect(() => (box.current ? places.watch(box.current, setNear) : undefined), [places]);
  return (
    <div className="rows" ref={box}>
      {children(near)}
    </div>
  );
}
