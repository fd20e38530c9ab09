import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { ActionButton } from './ActionButton.tsx';
import { EnvironmentTag } from './EnvironmentTag.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import type { Explained } from './ErrorNotice.tsx';
import type { Reason } from './reasonWays.tsx';

const Title = styled('h2')({
  margin: 0,
  padding: '16px 20px 8px',
  fontSize: '1.125rem',
  lineHeight: '28px',
  fontWeight: 600,
});

const Body = styled('div')({ padding: '0 20px 8px', overflowY: 'auto', overflowWrap: 'anywhere' });

const Buttons = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'flex-end',
  gap: 8,
  padding: '8px 20px 16px',
});

const Room = styled('span')({ flex: 1 });

export interface ConfirmDialogProps {
  open: boolean;
  title: string;
  body: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  busy?: boolean;
  error?: Explained | null;
  disabledReason?: Reason | undefined;
  wide?: boolean;
  /** Something was entered that closing loses: Escape and a press beside the dialog then ask first. */
  entered?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back; shows the failure where the act was. Closing is not possible while busy. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement | null {
  const { open, title, body, confirmLabel, cancelLabel = 'Cancel', danger = false, busy = false, wide = false } = props;
  const { error, disabledReason, entered = false, onConfirm, onClose } = props;
  const titleId = useId();
  // Most are never opened, and a closed dialog costs as much to draw as the form around it.
  const [used, setUsed] = useState(open);
  const [asking, setAsking] = useState(false);
  if (open && !used) setUsed(true);
  if (!open && asking) setAsking(false);
  if (!used) return null;
  return (
    <Dialog
      open={open}
      onClose={() => {
        if (busy) return;
        if (entered) setAsking(!asking);
        else onClose();
      }}
      aria-labelledby={titleId}
      fullWidth
      maxWidth={wide ? 'md' : 'sm'}
    >
      <Title id={titleId}>{title}</Title>
      <Body>{body}</Body>
      {error && (
        <Body>
          <ErrorNotice error={error} />
        </Body>
      )}
      {asking && entered && !busy ? (
        <Buttons>
          <span role="alert">Close and lose what you entered?</span>
          <Room />
          <ActionButton onClick={() => setAsking(false)}>Keep editing</ActionButton>
          <ActionButton kind="danger" onClick={onClose}>
            Close and lose it
          </ActionButton>
        </Buttons>
      ) : (
        <Buttons>
          <EnvironmentTag />
          <Room />
          <ActionButton onClick={onClose} disabledReason={busy ? 'Wait for the answer' : undefined}>
            {cancelLabel}
          </ActionButton>
          <ActionButton
            kind={danger ? 'danger' : 'primary'}
            busy={busy}
            disabledReason={disabledReason}
            onClick={onConfirm}
          >
            {confirmLabel}
          </ActionButton>
        </Buttons>
      )}
    </Dialog>
  );
}
