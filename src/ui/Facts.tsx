import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { Mono } from './Mono.tsx';

const List = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'min(220px, 38%) minmax(0, 1fr)',
  gap: '4px 16px',
  margin: 0,
  '@media (max-width: 600px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: 0 },
});

const Label = styled('dt')(({ theme }) => ({ color: theme.palette.text.secondary, lineHeight: '24px' }));

const Value = styled('dd')({
  margin: 0,
  minHeight: 24,
  lineHeight: '24px',
  minWidth: 0,
  overflowWrap: 'anywhere',
  // The copy button follows the last word instead of taking a line of its own.
  '& > button': { marginLeft: 4, verticalAlign: 'middle' },
  '@media (max-width: 600px)': { marginBottom: 8 },
});

const Help = styled('span')(({ theme }) => ({
  display: 'block',
  color: theme.palette.text.secondary,
  fontSize: '0.8125rem',
  lineHeight: '18px',
  marginBottom: 4,
}));

export interface Fact {
  label: string;
  value: ReactNode;
  /** The text that the copy button takes. */
  copy?: string;
  mono?: boolean;
  help?: string;
}

/** Read-only facts as label and value. An empty value is shown as a dash. */
export function Facts({ items }: { items: readonly Fact[] }): ReactElement {
  return (
    <List>
      {items.map((item) => {
        const value = item.value === '' || item.value === null || item.value === undefined ? '–' : item.value;
        return (
          // A div may group the pairs of a dl, but then the grid would not reach them.
          <FactPair key={item.label} item={item} value={value} />
        );
      })}
    </List>
  );
}

function FactPair({ item, value }: { item: Fact; value: ReactNode }): ReactElement {
  return (
    <>
      <Label>{item.label}</Label>
      <Value>
        {item.mono === true ? <Mono>{value}</Mono> : <span>{value}</span>}
        {item.copy !== undefined && <CopyButton text={item.copy} label={`Copy ${item.label}`} />}
        {item.help !== undefined && <Help>{item.help}</Help>}
      </Value>
    </>
  );
}
