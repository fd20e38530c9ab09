import { styled } from '@mui/material/styles';
import { useEffect, useRef, type ReactElement } from 'react';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Mono } from '../../ui/Mono.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { valueText, whatOf } from './changeWords.ts';
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

/** What became of a save: green only when the server was seen to hold what was asked. */
export function SaveResult({ outcome, what }: { outcome: Outcome | null; what: string }): ReactElement | null {
  const place = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone with the review.
  useEffect(() => place.current?.focus(), []);
  const failure = failureWords(outcome, what);
  if (failure !== null) {
    return (
      <Place ref={place} tabIndex={-1}>
        <ErrorNotice error={failure} />
      </Place>
    );
  }
  if (outcome?.kind === 'saved') {
    return (
      <Place ref={place} tabIndex={-1}>
        <Notice kind="success" title="Saved. The server holds what you asked for.">
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
      <Notice kind="warning" title="The server took the save, but does not hold everything you asked for">
        <p>What you typed is still here. The {what} was read again after the save:</p>
        <Table>
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">Asked for</th>
              <th scope="col">Stored</th>
            </tr>
          </thead>
          <tbody>
            {outcome.differences.map((difference) => (
              <tr key={JSON.stringify(difference.path)}>
                <th scope="row">{whatOf(difference.path)}</th>
                <td>
                  <Mono>{valueText(difference.before) ?? 'nothing'}</Mono>
                </td>
                <td>
                  <Mono>{valueText(difference.after) ?? 'nothing'}</Mono>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Notice>
    </Place>
  );
}
