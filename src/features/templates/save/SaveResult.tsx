import { styled } from '@mui/material/styles';
import { useEffect, useRef, type ReactElement } from 'react';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Mono } from '../../../ui/Mono.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useNames } from '../useNames.ts';
import { memberText, whatOf } from './changeWords.ts';
import type { Change } from '../../../domain/merge.ts';
import type { Outcome } from './saveFlow.ts';
import { failureWords } from './saveWords.ts';

const Table = styled('table')(({ theme }) => ({
  width: '100%',
  marginTop: 8,
  borderCollapse: 'collapse',
  '& th, & td': {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '4px 12px 4px 0',
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
  },
}));
const Place = styled('div')({ marginBottom: 16, '&:focus': { outline: 'none' } });

export interface SaveResultProps {
  outcome: Outcome | null;
  /** "template", "enrollment pattern". */
  what: string;
  /** Something was changed on the page after the save. */
  changedSince: boolean;
  /** Reads once more where it is not known what became of the save. */
  onLook: () => void;
}

/** What became of a save: green only when the server was seen to hold what was asked. */
export function SaveResult({ outcome, what, changedSince, onLook }: SaveResultProps): ReactElement | null {
  const place = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone with the review.
  useEffect(() => place.current?.focus(), []);
  const failure = failureWords(outcome, what);
  if (failure !== null) {
    return (
      <Place ref={place} tabIndex={-1}>
        <ErrorNotice
          error={failure}
          {...(outcome?.kind === 'not known'
            ? { actions: <ActionButton onClick={onLook}>Look again</ActionButton> }
            : {})}
        />
      </Place>
    );
  }
  if (outcome?.kind === 'saved') {
    return (
      <Place ref={place} tabIndex={-1}>
        <Notice
          kind="success"
          title={
            changedSince
              ? 'Saved. What you have changed since is not saved yet.'
              : 'Saved. The server holds what you asked for.'
          }
        >
          {outcome.lostAnswer && (
            <p>The answer was lost on the way; reading the {what} again shows that the save happened.</p>
          )}
        </Notice>
      </Place>
    );
  }
  if (outcome?.kind !== 'differs') return null;
  return (
    <Place ref={place} tabIndex={-1}>
      <Notice
        kind="warning"
        title={
          outcome.lostAnswer
            ? 'The answer was lost, and the server does not hold everything you asked for'
            : 'The server took the save, but does not hold everything you asked for'
        }
      >
        <p>What you typed is still here. The {what} was read again after the save:</p>
        <Differences differences={outcome.differences} />
      </Notice>
    </Place>
  );
}

function Differences({ differences }: { differences: readonly Change[] }): ReactElement {
  const names = useNames();
  return (
    <Table>
      <thead>
        <tr>
          <th scope="col">Setting</th>
          <th scope="col">Asked for</th>
          <th scope="col">Stored</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, before, after }) => (
          <tr key={JSON.stringify(path)}>
            <th scope="row">{whatOf(path, names)}</th>
            <td>
              <Mono>{memberText(path, before, names) ?? 'nothing'}</Mono>
            </td>
            <td>
              <Mono>{memberText(path, after, names) ?? 'nothing'}</Mono>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
