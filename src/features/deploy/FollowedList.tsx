import { styled } from '@mui/material/styles';
import { type ReactElement, useState } from 'react';
import { byServerClock } from '../../api/client.ts';
import type { Fate } from '../../domain/fate.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ChevronRightIcon } from '../../ui/icons.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { mostAtOnce, scrollsByItself } from './deployStyle.ts';
import { askKey, type FollowedOne } from './followEvidence.ts';
import { causeOf, countFates, countText, fateWord, isIll } from './followWords.ts';
import { AskedOf, type PlanEditing, StepMarks, StoreSteps, StoreTimeline } from './StoreTimeline.tsx';
import type { FollowedStores } from './useFollowedStores.ts';

/** More stores than these are rows that open, not timelines. */
const mostTimelines = 5;

const Filters = styled('fieldset')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  minWidth: 0,
  margin: '8px 0',
  padding: 0,
  border: 0,
});
const Filter = styled('button')(({ theme }) => ({
  minHeight: 28,
  padding: '0 10px',
  font: 'inherit',
  borderRadius: 14,
  border: `1px solid ${theme.palette.divider}`,
  background: 'none',
  color: theme.palette.text.primary,
  cursor: 'pointer',
  '&:hover': { backgroundColor: theme.palette.action.hover },
  '&[aria-pressed="true"]': { borderColor: theme.palette.primary.main, color: theme.palette.primary.main },
}));
const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  ...scrollsByItself,
  '& > li': {
    borderTop: `1px solid ${theme.palette.divider}`,
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 40px',
  },
}));
const Group = styled('li')(({ theme }) => ({
  padding: '10px 0 4px',
  fontWeight: 600,
  color: theme.palette.text.secondary,
  '&:first-of-type': { borderTop: 0 },
}));
const Line = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '0 12px',
  padding: '4px 0',
  '& > span:last-of-type': { width: 136, color: theme.palette.text.secondary },
}));
const Opener = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  flex: '1 1 260px',
  minWidth: 0,
  minHeight: 32,
  padding: 0,
  border: 0,
  background: 'none',
  font: 'inherit',
  color: 'inherit',
  textAlign: 'left',
  overflowWrap: 'anywhere',
  cursor: 'pointer',
  '& svg': { flex: 'none' },
  '&[aria-expanded="true"] svg': { transform: 'rotate(90deg)' },
});
const Cause = styled('div')(({ theme }) => ({
  padding: '0 0 6px 20px',
  color: theme.palette.text.secondary,
  overflowWrap: 'anywhere',
}));
const Opened = styled('div')({ padding: '0 0 8px 20px' });
const Foot = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '0 12px',
  color: theme.palette.text.secondary,
}));

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

interface FollowedListProps extends PlanEditing {
  followed: FollowedStores;
}

/** Few stores as timelines, many as rows that open, with what became of them counted above. */
export function FollowedList({ followed, ...more }: FollowedListProps): ReactElement {
  const { stores, final, busy, error, nextCheckAt, checkNow } = followed;
  const many = stores.length > mostTimelines;
  return (
    <>
      {many ? (
        <Rows followed={followed} {...more} />
      ) : (
        stores.map((each) => <StoreTimeline key={askKey(each.one)} followed={each} acts={followed} {...more} />)
      )}
      {/* The one thing that is read out, and only when a number changes. */}
      <VisuallyHidden as="output">{countText(stores)}</VisuallyHidden>
      {error && <ErrorNotice error={error} onRetry={checkNow} />}
      {!final && (
        <Foot>
          <ActionButton kind="quiet" busy={busy} onClick={checkNow}>
            Check now
          </ActionButton>
          {nextCheckAt !== null && <span>Next check at {clock.format(byServerClock(nextCheckAt))}</span>}
        </Foot>
      )}
    </>
  );
}

function Rows({ followed, ...more }: FollowedListProps): ReactElement {
  const { stores } = followed;
  const [only, setOnly] = useState<{ fate: Fate; keys: ReadonlySet<string> } | null>(null);
  // What went wrong comes first.
  const groups = countFates(stores).toReversed();
  // One that goes on stays in sight until another choice: it may hold a question.
  const chosen = only && stores.filter(({ one, fate }) => fate === only.fate || only.keys.has(askKey(one)));
  const listed = chosen === null || chosen.length === 0 ? stores : chosen;
  const shown = countFates(listed).toReversed();
  const show = (fate: Fate): void =>
    setOnly({ fate, keys: new Set(stores.filter((each) => each.fate === fate).map(({ one }) => askKey(one))) });
  return (
    <>
      <Filters aria-label="Show stores">
        <Filter type="button" aria-pressed={listed === stores} onClick={() => setOnly(null)}>
          All {formatCount(stores.length)}
        </Filter>
        {groups.map(({ fate, count, word }) => (
          <Filter
            key={fate}
            type="button"
            aria-pressed={listed !== stores && fate === only?.fate}
            onClick={() => show(fate)}
          >
            {formatCount(count)} {word}
          </Filter>
        ))}
      </Filters>
      <List data-long={stores.length > mostAtOnce}>
        {shown.flatMap(({ fate, count, word }) => [
          <Group key={fate}>
            {formatCount(count)} {word}
          </Group>,
          // In one list, so that a store that goes on to another group stays open.
          ...listed
            .filter((each) => each.fate === fate)
            .map((each) => <Row key={askKey(each.one)} each={each} followed={followed} {...more} />),
        ])}
      </List>
    </>
  );
}

function Row({ each, followed, ...more }: FollowedListProps & { each: FollowedOne }): ReactElement {
  const [open, setOpen] = useState(false);
  const { store, action } = each.one;
  const cause = causeOf(each);
  return (
    <li aria-label={store.displayName}>
      <Line>
        <Opener
          type="button"
          data-ill={isIll(each) ? '' : undefined}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <ChevronRightIcon size={16} />
          {store.displayName}
        </Opener>
        <AskedOf followed={each} />
        <StepMarks followed={each} />
        <span>{fateWord(each.fate, action)}</span>
      </Line>
      {!open && cause !== '' && <Cause>{cause}</Cause>}
      {open && (
        <Opened>
          <StoreSteps followed={each} acts={followed} {...more} />
        </Opened>
      )}
    </li>
  );
}
