import { styled } from '@mui/material/styles';
import { memo, useId, useRef, useState } from 'react';
import type { ReactElement, RefObject } from 'react';
import { ActionButton } from './ActionButton.tsx';
import { isShown, noChoice, withColumn } from './columns.ts';
import type { Column, ColumnChoice } from './columns.ts';
import { BarButton } from './tableParts.ts';

const Panel = styled('div')(({ theme }) => ({
  position: 'fixed',
  inset: 'auto',
  margin: 0,
  width: 232,
  maxHeight: '70dvh',
  overflowY: 'auto',
  padding: '8px 12px 12px',
  color: theme.palette.text.primary,
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.grey[500]}`,
  borderRadius: 'calc(var(--radius) * 1.5)',
  '& fieldset': { margin: '0 0 8px', padding: 0, border: 0, minWidth: 0 },
  '& legend': { padding: '0 0 4px', fontWeight: 600 },
  '& label': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minHeight: 'calc(var(--control) - 4px)',
    cursor: 'pointer',
  },
  '& input': { width: 16, height: 16, margin: 0, accentColor: theme.palette.primary.main },
}));

const panelWidth = 232;

export interface ColumnsMenuProps<T> {
  columns: readonly Column<T>[];
  choice: ColumnChoice;
  onChoice: (choice: ColumnChoice) => void;
  /** An element as wide as the table: by it the columns are shown that nobody chose. */
  measured: RefObject<HTMLElement | null>;
}

function Menu<T>({ columns, choice, onChoice, measured }: ColumnsMenuProps<T>): ReactElement {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  const place = (): void => {
    const at = opener.current?.getBoundingClientRect();
    if (!at || !panel.current) return;
    const right = document.documentElement.clientWidth - panelWidth - 8;
    panel.current.style.left = `${Math.max(8, Math.min(at.right - panelWidth, right))}px`;
    panel.current.style.top = `${at.bottom + 4}px`;
    setWidth(measured.current?.clientWidth ?? 0);
  };
  const untouched = choice.shown.length + choice.hidden.length + Object.keys(choice.widths).length === 0;
  return (
    <>
      <BarButton ref={opener} type="button" popoverTarget={id}>
        Columns
      </BarButton>
      <Panel ref={panel} id={id} popover="auto" onBeforeToggle={(event) => event.newState === 'open' && place()}>
        <fieldset>
          <legend>Columns</legend>
          {columns.map((column, at) =>
            at === 0 ? null : (
              <label key={column.key}>
                <input
                  type="checkbox"
                  checked={isShown(column, at, choice, width)}
                  onChange={(event) => onChoice(withColumn(choice, column.key, event.target.checked))}
                />
                {column.header}
              </label>
            ),
          )}
        </fieldset>
        <ActionButton
          onClick={() => onChoice(noChoice)}
          disabledReason={untouched ? 'Columns and widths are as they come' : undefined}
        >
          Reset columns
        </ActionButton>
      </Panel>
    </>
  );
}

/** Chooses the columns of a table. The first one, which names the row, always stays. */
export const ColumnsMenu = memo(Menu) as typeof Menu;
