import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { SearchIcon } from './icons.tsx';
import { ControlBox } from './tableParts.ts';
import { listenInTree } from './tree.ts';
import { useTypedText } from './useTypedText.ts';

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export interface SearchFieldProps {
  /** What is searched now. It never overwrites what is being typed. */
  value: string;
  /** Told when the keys rest, and at once on Enter, Escape and on leaving the field. */
  onChange: (text: string) => void;
  label: string;
  /** The same in so few words that all of them are seen in the empty field. */
  brief?: string;
  /** Searches rows that are here already: told with every key, and without the slash key. */
  live?: boolean;
}

/** A search box. The slash key puts the cursor into it, Escape empties it. */
export function SearchField({ value, onChange, label, brief = label, live = false }: SearchFieldProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const typed = useTypedText(value, onChange, live);
  useEffect(() => {
    if (live) return undefined;
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typesText(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    return listenInTree(input.current, focus);
  }, [live]);
  return (
    <ControlBox style={{ width: live ? 200 : 320 }}>
      <SearchIcon size={16} />
      <input
        ref={input}
        type={live ? 'text' : 'search'}
        placeholder={brief}
        aria-label={label}
        aria-keyshortcuts={live ? undefined : '/'}
        autoComplete="off"
        spellCheck={false}
        {...typed}
      />
    </ControlBox>
  );
}
