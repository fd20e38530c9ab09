import type { ClipboardEvent, KeyboardEvent } from 'react';

interface ChipInput {
  /** What is typed and not yet taken. */
  text: string;
  /** The last chip; undefined where there is none. */
  last: string | undefined;
  /** Whether a key takes what is typed. */
  separates: (key: string) => boolean;
  /** Whether a pasted text holds more than the end of what is being typed. */
  several: (pasted: string) => boolean;
  add: (text: string) => void;
  /** Makes the last chip text again. */
  takeBack: (last: string) => void;
}

/** Keys and paste of an input behind chips: a separator takes what is typed, Backspace at its start takes a chip back. */
export function chipInput({ text, last, separates, several, add, takeBack }: ChipInput) {
  return {
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>): void => {
      if (text.trim() !== '' && separates(event.key)) {
        event.preventDefault();
        add(text);
      } else if (event.key === 'Backspace' && text === '' && last !== undefined) {
        event.preventDefault();
        takeBack(last);
      }
    },
    onPaste: (event: ClipboardEvent<HTMLInputElement>): void => {
      const pasted = event.clipboardData.getData('text');
      if (!several(pasted)) return;
      event.preventDefault();
      add(text + pasted);
    },
  };
}
