import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { SearchIcon } from './icons.tsx';

const Box = styled('div')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  width: 320,
  maxWidth: '100%',
  height: 32,
  padding: '0 8px',
  color: theme.palette.text.secondary,
  backgroundColor: theme.palette.background.paper,
  border: `1px solid ${theme.palette.grey[500]}`,
  borderRadius: 4,
  '&:focus-within': { outline: `2px solid ${theme.palette.primary.main}`, outlineOffset: -1 },
  '& input': {
    flex: 1,
    width: '100%',
    minWidth: 0,
    padding: 0,
    border: 0,
    outline: 'none',
    background: 'none',
    appearance: 'none',
    color: theme.palette.text.primary,
  },
  '& ::placeholder': { color: theme.palette.text.secondary, opacity: 1 },
}));

/** How long the keys must rest before a search is made. */
const settleMs = 200;

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export interface SearchFieldProps {
  /** What is searched now. It never overwrites what is being typed. */
  value: string;
  /** Told when the keys rest, and at once on Enter, Escape and on leaving the field. */
  onChange: (text: string) => void;
  label: string;
}

/** A search box. The slash key puts the cursor into it, Escape empties it. */
export function SearchField({ value, onChange, label }: SearchFieldProps): ReactElement {
  const [text, setText] = useState(value);
  // The search that was told and has not come back as `value` yet: a URL lags behind the keys.
  const [sent, setSent] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (sent === value) setSent(null);
  // Only a value that did not come from here (Back, a link) replaces the text.
  if (sent === null && value !== text && !focused) setText(value);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typesText(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);
  const tell = (next: string): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setSent(next);
    onChange(next);
  };
  const type = (next: string): void => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => tell(next), settleMs);
  };
  const tellNow = (): void => {
    if (timer.current !== undefined) tell(text);
  };
  return (
    <Box>
      <SearchIcon size={16} />
      <input
        ref={input}
        type="search"
        value={text}
        placeholder={label}
        aria-label={label}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          tellNow();
          setFocused(false);
        }}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            // The form around it would be submitted.
            event.preventDefault();
            tellNow();
          }
          if (event.key === 'Escape' && text !== '') {
            setText('');
            tell('');
          }
        }}
      />
    </Box>
  );
}
