import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { Mono } from '../../ui/Mono.tsx';
import type { RegexRow } from './regexForm.ts';

const List = styled('ul')({ margin: 0, paddingLeft: 20, '& li': { padding: '2px 0', overflowWrap: 'anywhere' } });

/** Regexes that are shown but not edited here. */
export function RegexFacts({ rows }: { rows: readonly RegexRow[] }): ReactElement {
  if (rows.length === 0) return <p>No regex is set here.</p>;
  return (
    <List>
      {rows.map((row) => (
        <li key={row.source}>
          {row.subjectPart}: {row.regex === '' ? 'no rule' : <Mono>{row.regex}</Mono>}
          {row.error === '' ? '' : `; message: ${row.error}`}
          {row.caseSensitive ? '; case sensitive' : ''}
        </li>
      ))}
    </List>
  );
}
