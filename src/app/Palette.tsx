import Dialog from '@mui/material/Dialog';
import { styled } from '@mui/material/styles';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { SearchIcon } from '../ui/icons.tsx';
import { ControlBox } from '../ui/tableParts.ts';
import { useTypedText } from '../ui/useTypedText.ts';
import { moved } from './paletteMoves.ts';
import { leastTyped, usePaletteFinds } from './usePaletteFinds.ts';

const Top = styled('div')({ padding: '12px 12px 8px', '& > div': { height: 40 } });

const List = styled('div')({ maxHeight: 'min(60dvh, 520px)', overflowY: 'auto', padding: '0 8px 8px' });

const GroupName = styled('div')(({ theme }) => ({
  padding: '8px 8px 4px',
  fontSize: '0.8125rem',
  fontWeight: 600,
  color: theme.palette.text.secondary,
}));

const Option = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'baseline',
  gap: '0 12px',
  minHeight: 'var(--control)',
  padding: '6px 8px',
  borderRadius: 'var(--radius)',
  overflowWrap: 'anywhere',
  cursor: 'pointer',
  '& small': { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
  '&[aria-selected="true"]': {
    backgroundColor: theme.palette.action.selected,
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: -2,
  },
}));

const Foot = styled('output')(({ theme }) => ({
  display: 'block',
  minHeight: 28,
  padding: '4px 16px 8px',
  fontSize: '0.8125rem',
  color: theme.palette.text.secondary,
}));

interface PaletteProps {
  /** `opened`: a page was opened, which takes the focus. */
  onClose: (opened: boolean) => void;
}

/** Follows the active option in a list that scrolls. */
const intoView = (option: HTMLElement | null): void => option?.scrollIntoView({ block: 'nearest' });

/** Finds screens, certificates, stores, templates and patterns by typing, and opens one. */
export default function Palette({ onClose }: PaletteProps): ReactElement {
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      fullWidth
      maxWidth="sm"
      // The one who opened it gives the focus back, or the page that was opened takes it.
      disableRestoreFocus
      slotProps={{
        container: { style: { alignItems: 'flex-start' } },
        // It is the paper that has the role of a dialog.
        paper: { 'aria-label': 'Search everything' },
      }}
    >
      <Search onClose={onClose} />
    </Dialog>
  );
}

function Search({ onClose }: PaletteProps): ReactElement {
  const navigate = useNavigate();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  // Not by `autoFocus`: React tells nobody of that focus, and what is typed counts only in a focused field.
  useEffect(() => field.current?.focus(), []);
  const [asked, setAsked] = useState('');
  const [wanted, setWanted] = useState<string | null>(null);
  const input = useTypedText(asked, setAsked);
  const { groups, busy, failed, more } = usePaletteFinds(input.value, asked);
  const active = moved(groups, wanted, '');
  const idOf = (key: string) => `${listId} ${key}`.replaceAll(/[^\w-]+/g, '-');

  const open = (key: string | null): void => {
    const find = groups.flatMap(({ finds }) => finds).find((each) => each.key === key);
    if (find === undefined) return;
    onClose(true);
    void navigate(find.to);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setWanted(moved(groups, active, event.key));
      return;
    }
    // Not before the keys rested: what is shown would still be the answer to something else.
    if (event.key === 'Enter' && input.value === asked) open(active);
    input.onKeyDown(event);
  };
  return (
    <>
      <Top>
        <ControlBox>
          <SearchIcon size={16} />
          <input
            {...input}
            onKeyDown={onKeyDown}
            ref={field}
            type="text"
            role="combobox"
            aria-label="Search screens, certificates, stores, templates and patterns"
            placeholder="Search screens, certificates, stores, templates …"
            aria-expanded={groups.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active === null ? undefined : idOf(active)}
            autoComplete="off"
            spellCheck={false}
          />
        </ControlBox>
      </Top>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a native list box cannot lie under a field that keeps the focus */}
      <List id={listId} role="listbox" aria-label="Found">
        {groups.map(({ name, finds }) => (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as the list box
          <div key={name} role="group" aria-label={name}>
            <GroupName aria-hidden="true">{name}</GroupName>
            {finds.map(({ key, label, hint }) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keyboard stays in the field, which names the active option
              <Option
                key={key}
                id={idOf(key)}
                ref={key === active ? intoView : undefined}
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as the list box
                role="option"
                tabIndex={-1}
                aria-selected={key === active}
                onClick={() => open(key)}
              >
                {label}
                {hint !== '' && <small>{hint}</small>}
              </Option>
            ))}
          </div>
        ))}
      </List>
      <Foot>{footWords(input.value, busy, groups.length === 0, failed, more)}</Foot>
    </>
  );
}

/** What else there is to say about the finds, in one line. */
function footWords(
  typed: string,
  busy: boolean,
  nothing: boolean,
  failed: readonly string[],
  more: readonly string[],
): string {
  if (busy) return 'Searching …';
  const parts = [
    typed.trim().length < leastTyped ? `Type ${leastTyped} characters to search on the server.` : '',
    nothing ? 'Nothing was found.' : '',
    failed.length > 0 ? `Not searched, as the server did not let you or did not answer: ${failed.join(', ')}.` : '',
    more.length > 0 ? `There are more ${more.join(', ')}: type more to narrow.` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
