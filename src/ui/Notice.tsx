import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';
import { ErrorIcon, InfoIcon, SuccessIcon, WarningIcon } from './icons.tsx';

type NoticeKind = 'info' | 'warning' | 'error' | 'success';

const icons = { info: InfoIcon, warning: WarningIcon, error: ErrorIcon, success: SuccessIcon } as const;

const Frame = styled('div', { shouldForwardProp: (name) => name !== 'kind' })<{ kind: NoticeKind }>(
  ({ theme, kind }) => ({
    display: 'flex',
    gap: 12,
    padding: '10px 12px',
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderLeft: `4px solid ${theme.palette[kind].main}`,
    borderRadius: 'var(--radius)',
    minWidth: 0,
  }),
);

const Icon = styled('span', { shouldForwardProp: (name) => name !== 'kind' })<{ kind: NoticeKind }>(
  ({ theme, kind }) => ({ flex: 'none', display: 'inline-flex', color: theme.palette[kind].main }),
);

const Body = styled('div')({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' });

const Title = styled('div')({ fontWeight: 600 });

const Actions = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 8 });

export interface NoticeProps {
  kind: NoticeKind;
  title: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

/** A message in the flow of the page. Errors and warnings interrupt a screen reader, the rest waits for a pause. */
export function Notice({ kind, title, actions, children }: NoticeProps): ReactElement {
  const Shape = icons[kind];
  return (
    <Frame kind={kind} role={kind === 'error' || kind === 'warning' ? 'alert' : 'status'}>
      <Icon kind={kind}>
        <Shape />
      </Icon>
      <Body>
        <Title>{title}</Title>
        {children}
        {actions !== undefined && <Actions>{actions}</Actions>}
      </Body>
    </Frame>
  );
}
