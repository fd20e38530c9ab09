import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { ActionButton } from '../ui/ActionButton.tsx';
import { EnvironmentTag } from '../ui/EnvironmentTag.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import type { Explained } from '../ui/ErrorNotice.tsx';
import { type Reason, reasonWords } from '../ui/reasonWays.tsx';

const Bar = styled('div')(({ theme }) => ({
  position: 'sticky',
  bottom: 0,
  zIndex: 2,
  padding: '8px 0',
  backgroundColor: theme.palette.background.default,
  borderTop: `1px solid ${theme.palette.divider}`,
}));

const Buttons = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
  minHeight: 'var(--control)',
});

const ErrorPlace = styled('div')({ marginBottom: 8 });

const Words = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary }));

export interface SubmitBarProps {
  label: string;
  /** How many changes wait; 0 shows that there is nothing to save. */
  changes?: number;
  busy?: boolean;
  disabledReason?: Reason | undefined;
  error?: Explained | null;
  onReset?: () => void;
}

/** The foot of a form: its error, what waits, the main button. */
export function SubmitBar(props: SubmitBarProps): ReactElement {
  const { label, changes, busy = false, disabledReason, error, onReset } = props;
  const idle = changes === 0 ? 'Nothing has changed' : undefined;
  const reason = disabledReason ?? idle;
  return (
    <Bar>
      {error && (
        <ErrorPlace>
          <ErrorNotice error={error} />
        </ErrorPlace>
      )}
      <Buttons>
        <ActionButton type="submit" kind="primary" busy={busy} disabledReason={reason}>
          {label}
        </ActionButton>
        {onReset && changes !== 0 && (
          <ActionButton kind="quiet" onClick={onReset} disabledReason={busy ? 'Wait for the answer' : undefined}>
            Discard changes
          </ActionButton>
        )}
        <EnvironmentTag />
        {reason !== undefined && <Words>{reasonWords(reason)}</Words>}
        <Words as="output">{busy ? 'Working …' : ''}</Words>
      </Buttons>
    </Bar>
  );
}
