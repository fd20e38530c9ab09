import { styled } from '@mui/material/styles';
import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { leastWidth, mostWidth } from './columns.ts';

const Edge = styled('span')(({ theme }) => ({
  position: 'absolute',
  top: 0,
  right: 0,
  bottom: 0,
  width: 12,
  cursor: 'col-resize',
  touchAction: 'none',
  userSelect: 'none',
  '&::after': {
    content: '""',
    position: 'absolute',
    top: 8,
    bottom: 8,
    right: 0,
    width: 1,
    backgroundColor: theme.palette.divider,
  },
  '&:hover::after, &:focus-visible::after': {
    top: 0,
    bottom: 0,
    width: 3,
    backgroundColor: theme.palette.primary.main,
  },
  '&:focus-visible': { outlineOffset: -2 },
}));

export interface ColumnEdgeProps {
  /** The column's header. */
  name: string;
  width: number;
  /** Told while the edge is dragged, and null when it was let go where it was. */
  onDrag: (width: number | null) => void;
  /** Told when a width is decided; null leaves it to the table again. */
  onWidth: (width: number | null) => void;
}

const stepPx = 16;

/** The edge of a column: dragged, moved by the arrow keys, and given back to the table by a double click or Delete. */
export function ColumnEdge({ name, width, onDrag, onWidth }: ColumnEdgeProps): ReactElement {
  const drag = useRef<{ from: number; width: number } | null>(null);

  const widthAt = (event: PointerEvent<HTMLElement>): number | null => {
    const start = drag.current;
    return start && Math.max(leastWidth, start.width + event.clientX - start.from);
  };
  const end = (event: PointerEvent<HTMLElement>): void => {
    const reached = widthAt(event);
    const moved = drag.current !== null && event.clientX !== drag.current.from;
    drag.current = null;
    if (reached !== null && moved) onWidth(reached);
    else onDrag(null);
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const steps: Record<string, number | null> = {
      ArrowLeft: width - stepPx,
      ArrowRight: width + stepPx,
      Delete: null,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onWidth(next);
  };
  return (
    <Edge
      // A separator that takes the focus is a control (WAI-ARIA 1.2, separator); an hr parts paragraphs.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${name}`}
      aria-valuenow={Math.round(width)}
      aria-valuemin={leastWidth}
      aria-valuemax={mostWidth}
      aria-valuetext={`${Math.round(width)} pixels`}
      title="Drag, or use the arrow keys; a double click gives the width back to the table"
      tabIndex={0}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: event.clientX, width };
      }}
      onPointerMove={(event) => {
        const reached = widthAt(event);
        if (reached !== null) onDrag(reached);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onWidth(null)}
      onKeyDown={press}
    />
  );
}
