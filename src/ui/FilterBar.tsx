import { useState } from 'react';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { ActionButton } from './ActionButton.tsx';
import { BarButton } from './tableParts.ts';
import { Bar } from './listStyle.ts';

interface FilterBarProps {
  bar: RefObject<HTMLDivElement | null>;
  /** How many of the filters ask for something. */
  inUse: number;
  onClear: () => void;
  filters: ReactNode;
  /** What stands beside the filters and never folds. */
  children: ReactNode;
}

/** What the server filters a list by, in one line, or behind a button where the page is narrow. */
export function FilterBar({ bar, inUse, onClear, filters, children }: FilterBarProps): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <Bar ref={bar}>
      <div className="fold">
        <BarButton type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {inUse === 0 ? 'Filters' : `Filters (${inUse})`}
        </BarButton>
      </div>
      <div className="filters" data-open={open}>
        {filters}
        {inUse > 0 && (
          <ActionButton kind="quiet" onClick={onClear}>
            Clear filters
          </ActionButton>
        )}
      </div>
      {children}
    </Bar>
  );
}
