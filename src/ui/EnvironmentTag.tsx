import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { useEnvironment } from './environment.ts';
import type { EnvironmentColour } from './environment.ts';

/** The same in light and dark: people know an environment by its colour. Each pair has a contrast above 4.5. */
const tones: Record<EnvironmentColour, { background: string; ink: string }> = {
  grey: { background: '#56616e', ink: '#ffffff' },
  blue: { background: '#1458a8', ink: '#ffffff' },
  green: { background: '#1d6b3a', ink: '#ffffff' },
  amber: { background: '#f2b53a', ink: '#2b1d00' },
  red: { background: '#b3261e', ink: '#ffffff' },
};

const Tag = styled('span', { shouldForwardProp: (name) => name !== 'tone' })<{ tone: EnvironmentColour }>(
  ({ tone }) => ({
    display: 'inline-block',
    flex: 'none',
    maxWidth: '14rem',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    padding: '0 8px',
    borderRadius: 'var(--radius)',
    border: '1px solid transparent',
    fontSize: '0.75rem',
    lineHeight: '20px',
    fontWeight: 600,
    backgroundColor: tones[tone].background,
    color: tones[tone].ink,
  }),
);

/** Which environment a page or a confirm button acts on. Nothing where none is configured. */
export function EnvironmentTag(): ReactElement | null {
  const environment = useEnvironment();
  return environment && <Tag tone={environment.colour}>{environment.label}</Tag>;
}
