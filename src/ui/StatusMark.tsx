import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { ErrorIcon, InfoIcon, SuccessIcon, UnknownIcon, WaitingIcon, WarningIcon } from './icons.tsx';
import { perTheme } from './perTheme.ts';

export type StatusKind = 'ok' | 'warning' | 'error' | 'waiting' | 'unknown' | 'info';

const icons = {
  ok: SuccessIcon,
  warning: WarningIcon,
  error: ErrorIcon,
  waiting: WaitingIcon,
  unknown: UnknownIcon,
  info: InfoIcon,
} as const;

// Tables hold one in each row: one class for all of it, made once.
const Line = styled('span')(
  perTheme(({ palette }) => ({
    display: 'inline-flex',
    verticalAlign: 'top',
    alignItems: 'flex-start',
    gap: 6,
    minWidth: 0,
    '& > .icon': {
      display: 'inline-flex',
      flex: 'none',
      height: '1.43em',
      alignItems: 'center',
      color: palette.text.secondary,
    },
    '&[data-kind="ok"] > .icon': { color: palette.success.main },
    '&[data-kind="warning"] > .icon': { color: palette.warning.main },
    '&[data-kind="error"] > .icon': { color: palette.error.main },
    '&[data-kind="info"] > .icon': { color: palette.info.main },
  })),
);

/** A state as icon and word; the colour never stands alone. */
export function StatusMark({ kind, text }: { kind: StatusKind; text: string }): ReactElement {
  const Shape = icons[kind];
  return (
    <Line data-kind={kind}>
      <span className="icon">
        <Shape size={16} />
      </span>
      <span>{text}</span>
    </Line>
  );
}
