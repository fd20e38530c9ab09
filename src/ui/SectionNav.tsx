import { styled } from '@mui/material/styles';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { ChangedDot } from './ChangedDot.tsx';
import { ErrorIcon } from './icons.tsx';
import { treeOf } from './tree.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const Nav = styled('nav')({
  position: 'sticky',
  top: 64,
  alignSelf: 'start',
  maxHeight: 'calc(100dvh - 80px)',
  overflowY: 'auto',
  // One line that is scrolled sideways: the page must not begin with a screenful of contents. What is only read out in
  // it lies in it, too, and does not widen the page.
  '@media (max-width: 900px)': {
    position: 'relative',
    top: 0,
    maxHeight: 'none',
    overflowX: 'auto',
    overflowY: 'hidden',
  },
});

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '@media (max-width: 900px)': { display: 'flex', gap: 4, whiteSpace: 'nowrap' },
});

const Entry = styled('a')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 'var(--control)',
  padding: '0 8px',
  color: theme.palette.text.secondary,
  textDecoration: 'none',
  borderLeft: '2px solid transparent',
  '&:hover': { color: theme.palette.text.primary, backgroundColor: theme.palette.action.hover },
  // Inside, where the scrolling box around the list cannot cut it off.
  '&:focus-visible': { outlineOffset: -2 },
  '&[aria-current]': {
    color: theme.palette.text.primary,
    borderLeftColor: theme.palette.primary.main,
    fontWeight: 600,
  },
  // Forced colours draw a transparent border, which would mark every entry as the current one.
  '@media (forced-colors: active)': { '&:not([aria-current])': { borderLeftColor: 'Canvas' } },
}));

const Label = styled('span')({ flex: 1, minWidth: 0 });

const Wrong = styled('span')(({ theme }) => ({ display: 'inline-flex', color: theme.palette.error.main }));

export interface SectionNavItem {
  id: string;
  label: string;
  count?: number;
  changed?: boolean;
  wrong?: boolean;
}

/** The section nearest above a line one third down the window. */
function currentSection(root: Document | ShadowRoot, ids: readonly string[]): string | undefined {
  const line = window.innerHeight / 3;
  let current: string | undefined;
  for (const id of ids) {
    const top = root.getElementById(id)?.getBoundingClientRect().top;
    if (top !== undefined && top <= line) current = id;
  }
  return current ?? ids[0];
}

/** Sticky table of contents of a page made of `Section`s. */
export function SectionNav({ items }: { items: readonly SectionNavItem[] }): ReactElement {
  const ids = items.map((item) => item.id).join(' ');
  const nav = useRef<HTMLElement>(null);
  const navigate = useNavigate();
  const { search } = useLocation();
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    const sections = ids.split(' ');
    let frame = 0;
    const look = (): void => {
      frame = 0;
      setCurrent(currentSection(treeOf(nav.current), sections));
    };
    // Once a frame, when the page is laid out anyway: reading places at every event would lay it out anew each time.
    const lookSoon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    // An input scrolls with each key that is typed at the end of a long text; nothing moves by that.
    const scrolled = ({ target }: Event): void => {
      if (!(target instanceof HTMLInputElement)) lookSoon();
    };
    lookSoon();
    document.addEventListener('scroll', scrolled, { passive: true, capture: true });
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', scrolled, { capture: true });
    };
  }, [ids]);
  const open = (id: string): void => {
    const section = treeOf(nav.current).getElementById(id);
    section?.scrollIntoView({ block: 'start' });
    void navigate({ search, hash: id }, { replace: true, preventScrollReset: true });
    section?.querySelector<HTMLElement>('h2')?.focus();
  };
  return (
    <Nav ref={nav} aria-label="On this page">
      <List>
        {items.map((item) => (
          <li key={item.id}>
            <Entry
              href={`#${item.id}`}
              aria-current={item.id === current ? 'true' : undefined}
              onClick={(event) => {
                // <base href> would turn a bare fragment into a link to the start page.
                event.preventDefault();
                open(item.id);
              }}
            >
              <Label>{item.label}</Label>
              {item.wrong === true && (
                <Wrong title="Needs attention">
                  <ErrorIcon size={16} />
                  <VisuallyHidden>needs attention</VisuallyHidden>
                </Wrong>
              )}
              {item.changed === true && <ChangedDot />}
              {item.count !== undefined && <span>{item.count}</span>}
            </Entry>
          </li>
        ))}
      </List>
    </Nav>
  );
}
