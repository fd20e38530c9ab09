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

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export interface SearchFieldProps {
  /** What is searched now, from the URL. It never overwrites what is being typed. */
  value: string;
  onChange: (text: string) => void;
  label: string;
}

/** A search box. The slash key puts the cursor into it, Escape empties it. */
export function SearchField({ value, onChange, label }: SearchFieldProps): ReactElement {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [focused, setFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // The URL lags behind the keys: only a value that did not come from here (Back, a link) replaces the text.
  if (value !== sent && value !== text && !focused) {
    setSent(value);
    setText(value);
  }
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
  const change = (next: string): void => {
    setText(next);
    setSent(next);
    onChange(next);
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
        onBlur={() => setFocused(false)}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') change('');
        }}
      />
    </Box>
  );
}
