import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { copyText } from './copyText.ts';
import { CheckIcon, CopyIcon, ErrorIcon } from './icons.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const Button = styled('button')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  justifyContent: 'center',
  flex: 'none',
  minWidth: 24,
  minHeight: 'var(--small)',
  padding: 2,
  border: 0,
  borderRadius: 'var(--radius)',
  background: 'none',
  color: theme.palette.text.secondary,
  cursor: 'pointer',
  verticalAlign: 'middle',
  '&:hover': { color: theme.palette.text.primary, backgroundColor: theme.palette.action.hover },
}));

interface CopyButtonProps {
  text: string;
  /** What is copied: "Copy serial number". */
  label: string;
  /** Told when the text is in the clipboard. */
  onCopied?: () => void;
}

/** Copies a text to the clipboard. */
export function CopyButton({ text, label, onCopied }: CopyButtonProps): ReactElement {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none');
  useEffect(() => {
    if (outcome === 'none') return undefined;
    const timer = setTimeout(() => setOutcome('none'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    const copied = await copyText(text);
    setOutcome(copied ? 'copied' : 'failed');
    if (copied) onCopied?.();
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
