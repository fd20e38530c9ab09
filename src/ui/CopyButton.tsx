import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { CheckIcon, CopyIcon, ErrorIcon } from './icons.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const Button = styled('button')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  flex: 'none',
  minWidth: 24,
  minHeight: 24,
  padding: 2,
  border: 0,
  borderRadius: 4,
  background: 'none',
  color: theme.palette.text.secondary,
  cursor: 'pointer',
  verticalAlign: 'middle',
  '&:hover': { color: theme.palette.text.primary, backgroundColor: theme.palette.action.hover },
}));

/** Copies `text`; `label` says what is copied ("Copy serial number"). */
export function CopyButton({ text, label }: { text: string; label: string }): ReactElement {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none');
  useEffect(() => {
    if (outcome === 'none') return undefined;
    const timer = setTimeout(() => setOutcome('none'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    try {
      // Only there in secure contexts (https or localhost).
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  };
  return (
    <Button type="button" aria-label={label} title={label} onClick={() => void copy()}>
      {outcome === 'none' && <CopyIcon size={16} />}
      {outcome === 'copied' && <CheckIcon size={16} />}
      {outcome === 'failed' && <ErrorIcon size={16} />}
      <VisuallyHidden as="output">
        {outcome === 'copied' && 'Copied'}
        {outcome === 'failed' && 'The browser did not allow copying; select the text instead'}
      </VisuallyHidden>
    </Button>
  );
}
