import { startTransition, useEffect, useRef, useState } from 'react';
import type { ChangeEvent, KeyboardEvent } from 'react';

/** How long the keys must rest before what was typed is told. */
const settleMs = 200;

interface TypedText {
  value: string;
  onFocus: () => void;
  onBlur: () => void;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/**
 * The props of an input whose text lives elsewhere, such as in the URL, and lags behind the keys: `value` never
 * overwrites what is being typed. Told when the keys rest, and at once on Enter and on Escape, which empties it. `live`
 * tells with every key, to be drawn when there is time for it.
 */
export function useTypedText(value: string, onChange: (text: string) => void, live = false): TypedText {
  const [text, setText] = useState(value);
  // What was told and has not come back as `value` yet.
  const [sent, setSent] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (sent === value) setSent(null);
  // Only a value that did not come from here (Back, a link) replaces the text.
  if (sent === null && value !== text && !focused) setText(value);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The timer's call must not know the page as it was when the key was pressed: it would take back what changed since.
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });
  const tell = (next: string): void => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setSent(next);
    if (live) startTransition(() => told.current(next));
    else told.current(next);
  };
  const tellNow = (): void => {
    if (timer.current !== undefined) tell(text);
  };
  return {
    value: text,
    onFocus: () => setFocused(true),
    onBlur: () => {
      // Told when the timer is up: at once, the rows would change under the click that left the field.
      if (timer.current !== undefined) setSent(text);
      setFocused(false);
    },
    onChange: (event) => {
      const next = event.target.value;
      setText(next);
      clearTimeout(timer.current);
      if (live) tell(next);
      else timer.current = setTimeout(() => tell(next), settleMs);
    },
    onKeyDown: (event) => {
      if (event.key === 'Enter') {
        // The form around it would be submitted.
        event.preventDefault();
        tellNow();
      }
      if (event.key === 'Escape' && text !== '') {
        // A dialog around it stays: the first Escape is for the text.
        event.stopPropagation();
        setText('');
        tell('');
      }
    },
  };
}
