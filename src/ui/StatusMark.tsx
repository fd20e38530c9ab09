import { styled } from '@mui/material/styles';
import type { Theme } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { ErrorIcon, InfoIcon, SuccessIcon, UnknownIcon, WaitingIcon, WarningIcon } from './icons.tsx';

export type StatusKind = 'ok' | 'warning' | 'error' | 'waiting' | 'unknown' | 'info';

const icons = {
  ok: SuccessIcon,
  warning: WarningIcon,
  error: ErrorIcon,
  waiting: WaitingIcon,
  unknown: UnknownIcon,
  info: InfoIcon,
} as const;

const ink = (theme: Theme, kind: StatusKind): string => {
  switch (kind) {
    case 'ok':
      return theme.palette.success.main;
    case 'warning':
      return theme.palette.warning.main;
    case 'error':
      return theme.palette.error.main;
    case 'info':
      return theme.palette.info.main;
    default:
      return theme.palette.text.secondary;
  }
};

const Line = styled('span')({
  display: 'inline-flex',
  verticalAlign: 'top',
  alignItems: 'flex-start',
  gap: 6,
  minWidth: 0,
});

const Icon = styled('span', { shouldForwardProp: (name) => name !== 'kind' })<{ kind: StatusKind }>(
  ({ theme, kind }) => ({
    display: 'inline-flex',
    flex: 'none',
    height: '1.43em',
    alignItems: 'center',
    color: ink(theme, kind),
  }),
);

/** A state as icon and word; the colour never stands alone. */
export function StatusMark({ kind, text }: { kind: StatusKind; text: string }): ReactElement {
  const Shape = icons[kind];
  return (
    <Line>
      <Icon kind={kind}>
        <Shape size={16} />
      </Icon>
      <span>{text}</span>
    </Line>
  );
}
