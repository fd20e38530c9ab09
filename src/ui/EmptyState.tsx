import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';

const Frame = styled('div')({ padding: '32px 16px', textAlign: 'center' });

const Title = styled('div')({ fontWeight: 600, fontSize: '1rem' });

const Text = styled('p')(({ theme }) => ({ margin: '4px auto 0', maxWidth: 520, color: theme.palette.text.secondary }));

const Action = styled('div')({ marginTop: 16 });

export interface EmptyStateProps {
  title: string;
  text: ReactNode;
  action?: ReactNode;
}

/** Why nothing is here, and what to do about it. */
export function EmptyState({ title, text, action }: EmptyStateProps): ReactElement {
  return (
    <Frame>
      <Title>{title}</Title>
      <Text>{text}</Text>
      {action !== undefined && <Action>{action}</Action>}
    </Frame>
  );
}
