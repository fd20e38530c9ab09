import { styled } from '@mui/material/styles';
import { memo, useRef, useState } from 'react';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { ActionButton } from '../ui/ActionButton.tsx';
import { DuplicateIcon, AddIcon, RemoveIcon, SortDownIcon, SortUpIcon } from '../ui/icons.tsx';
import { InnerButton } from './inputStyle.ts';
import { RowCell } from './RowCell.tsx';
import type { RowColumn } from './rowColumns.ts';

export type { RowColumn } from './rowColumns.ts';

const Group = styled('fieldset')({ margin: 0, padding: 0, border: 0, minWidth: 0 });

const List = styled('ol')({ listStyle: 'none', margin: 0, padding: 0, minWidth: 0 });

const Item = styled('li')(({ theme }) => ({
  padding: '4px 0',
  borderTop: `1px solid ${theme.palette.divider}`,
  // Rows out of sight cost nothing: 200 rows of three fields open in 154 ms instead of 226.
  contentVisibility: 'auto',
  containIntrinsicSize: 'auto 41px',
  // Containment would cut off a list that opens from an input.
  '&:focus-within': { contentVisibility: 'visible' },
}));

const Cells = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'var(--columns)',
  gap: 8,
  alignItems: 'start',
  '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const Headers = styled(Cells)(({ theme }) => ({
  paddingBottom: 4,
  color: theme.palette.text.secondary,
  fontSize: '0.8125rem',
  '@media (max-width: 700px)': { display: 'none' },
}));

const CellName = styled('div')(({ theme }) => ({
  display: 'none',
  color: theme.palette.text.secondary,
  fontSize: '0.8125rem',
  '@media (max-width: 700px)': { display: 'block' },
}));

const Cell = styled('div')({ minWidth: 0 });

const Tools = styled('div')({ display: 'flex', justifyContent: 'flex-end' });

const Foot = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px', marginTop: 8 });

const Quiet = styled('p')(({ theme }) => ({ margin: '4px 0', color: theme.palette.text.secondary }));

type RowObject = Record<string, unknown>;

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
}

/** Rows of inputs: add, duplicate, move, remove with undo. The only place that holds a field array. */
export function Rows(props: RowsProps): ReactElement {
  const {
    name,
    label,
    columns,
    newRow,
    addLabel,
    rowLabel,
    removable = true,
    duplicable = false,
    ordered = false,
  } = props;
  const { empty, disabledReason, below } = props;
  const { control, getValues, setFocus } = useFormContext();
  const { fields, append, insert, move, remove } = useFieldArray({ control, name });
  const [removed, setRemoved] = useState<{ row: RowObject; index: number; called: string } | null>(null);
  const addButton = useRef<HTMLDivElement>(null);
  const off = disabledReason !== undefined;
  const first = columns.find((column) => column.kind !== 'custom')?.name;
  const tools = [duplicable, ordered, ordered, removable !== false].filter(Boolean).length;
  const template = [...columns.map(widthOf), ...(tools > 0 && !off ? [`${tools * 29}px`] : [])].join(' ');

  const rowAt = (index: number): RowObject => ({ ...(getValues(`${name}.${index}`) as RowObject) });
  const add = (): void => {
    append(newRow(), { shouldFocus: false });
    setRemoved(null);
    const index = fields.length;
    // The input exists after the next drawing.
    if (first !== undefined) requestAnimationFrame(() => setFocus(`${name}.${index}.${first}`));
  };
  const take = (index: number, called: string): void => {
    setRemoved({ row: rowAt(index), index, called });
    remove(index);
    requestAnimationFrame(() => addButton.current?.querySelector('button')?.focus());
  };
  const undo = (): void => {
    if (!removed) return;
    insert(Math.min(removed.index, fields.length), removed.row, { shouldFocus: false });
    setRemoved(null);
  };

  return (
    <Group aria-label={label}>
      {fields.length > 0 && (
        <Headers aria-hidden="true" style={columnsStyle(template)}>
          {columns.map((column) => (
            <div key={column.name}>{column.label}</div>
          ))}
        </Headers>
      )}
      <List>
        {fields.map((entry, index) => (
          <Row
            key={entry.id}
            path={`${name}.${index}`}
            index={index}
            last={index === fields.length - 1}
            columns={columns}
            template={template}
            rowLabel={rowLabel}
            removable={removable}
            duplicable={duplicable}
            ordered={ordered}
            disabledReason={disabledReason}
            below={below}
            onDuplicate={() => insert(index + 1, rowAt(index), { shouldFocus: false })}
            onMove={(to) => move(index, to)}
            onRemove={(called) => take(index, called)}
          />
        ))}
      </List>
      {fields.length === 0 && empty !== undefined && <Quiet>{empty}</Quiet>}
      <Foot ref={addButton}>
        <ActionButton icon={<AddIcon size={16} />} onClick={add} disabledReason={disabledReason}>
          {addLabel}
        </ActionButton>
        <output>{removed && `Removed ${removed.called}.`}</output>
        {removed && (
          <ActionButton kind="quiet" onClick={undo} label={`Undo removing ${removed.called}`}>
            Undo
          </ActionButton>
        )}
      </Foot>
      {off && <Quiet>{disabledReason}</Quiet>}
    </Group>
  );
}

/** A custom property rather than the grid itself, so that a narrow window can overrule it. */
const columnsStyle = (template: string): CSSProperties => ({ ['--columns' as string]: template });

const widthOf = (column: RowColumn): string => {
  if (column.width === undefined) return column.kind === 'switch' ? 'minmax(60px, 90px)' : 'minmax(0, 1fr)';
  return typeof column.width === 'number' ? `${column.width}px` : column.width;
};

interface RowProps extends Required<Pick<RowsProps, 'columns' | 'rowLabel' | 'removable' | 'duplicable' | 'ordered'>> {
  path: string;
  index: number;
  last: boolean;
  template: string;
  disabledReason: string | undefined;
  below: ((path: string, index: number) => ReactNode) | undefined;
  onDuplicate: () => void;
  onMove: (to: number) => void;
  onRemove: (called: string) => void;
}

function OneRow(props: RowProps): ReactElement {
  const { path, index, last, columns, template, rowLabel, removable, duplicable, ordered, disabledReason, below } =
    props;
  const { onDuplicate, onMove, onRemove } = props;
  const row = (useWatch({ name: path }) ?? {}) as RowObject;
  const label = rowLabel(row, index);
  const called = label === '' ? `row ${index + 1}` : label;
  const off = disabledReason !== undefined;
  const canGo = typeof removable === 'function' ? removable(row) : removable;
  const tools = !off && (duplicable || ordered || removable !== false);
  return (
    <Item aria-label={called}>
      <Cells style={columnsStyle(template)}>
        {columns.map((column) => (
          <Cell key={column.name}>
            <CellName aria-hidden="true">{column.label}</CellName>
            {column.kind === 'custom' ? (
              column.render?.(`${path}.${column.name}`, called)
            ) : (
              <RowCell
                column={column}
                path={`${path}.${column.name}`}
                rowName={called}
                disabledReason={disabledReason}
              />
            )}
          </Cell>
        ))}
        {tools && (
          <Tools>
            {ordered && (
              <Tool
                label={`Move ${called} up`}
                off={index === 0}
                onPress={() => onMove(index - 1)}
                icon={<SortUpIcon size={16} />}
              />
            )}
            {ordered && (
              <Tool
                label={`Move ${called} down`}
                off={last}
                onPress={() => onMove(index + 1)}
                icon={<SortDownIcon size={16} />}
              />
            )}
            {duplicable && (
              <Tool label={`Duplicate ${called}`} onPress={onDuplicate} icon={<DuplicateIcon size={16} />} />
            )}
            {canGo && (
              <Tool label={`Remove ${called}`} onPress={() => onRemove(called)} icon={<RemoveIcon size={16} />} />
            )}
          </Tools>
        )}
      </Cells>
      {below?.(path, index)}
    </Item>
  );
}

/** The callbacks are new on every drawing of the list but do the same while place and columns are the same. */
const Row = memo(
  OneRow,
  (a, b) =>
    a.path === b.path &&
    a.last === b.last &&
    a.columns === b.columns &&
    a.template === b.template &&
    a.rowLabel === b.rowLabel &&
    a.removable === b.removable &&
    a.disabledReason === b.disabledReason &&
    a.below === b.below,
);

function Tool({
  label,
  off = false,
  onPress,
  icon,
}: {
  label: string;
  off?: boolean;
  onPress: () => void;
  icon: ReactNode;
}): ReactElement {
  return (
    <InnerButton
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={off || undefined}
      style={off ? { opacity: 0.35 } : undefined}
      onClick={() => {
        if (!off) onPress();
      }}
    >
      {icon}
    </InnerButton>
  );
}
