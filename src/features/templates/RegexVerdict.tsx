import { styled } from '@mui/material/styles';
import { useDeferredValue, useId, useState, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { judge, type Verdict } from '../../domain/regex.ts';
import { InputBox } from '../../form/inputStyle.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';

const Line = styled('div')(({ theme }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 8px',
  marginTop: 4,
  fontSize: '0.8125rem',
  color: theme.palette.text.secondary,
}));
const Sample = styled(InputBox)({ flex: '0 1 260px', minHeight: 28, '& input': { minHeight: 26 } });

const verdicts: Readonly<Record<Verdict, ReactElement>> = {
  matches: <StatusMark kind="ok" text="Matches" />,
  'does not match': <StatusMark kind="error" text="Does not match" />,
  'cannot tell': <StatusMark kind="unknown" text="Cannot be judged here: the server decides" />,
};

/** A value to try on the regex of a row. Advice only: the server's engine is not the browser's. */
export function RegexVerdict({ path }: { path: string }): ReactElement {
  const row: unknown = useWatch({ name: path });
  const [sample, setSample] = useState('');
  const id = useId();
  const value = useDeferredValue(sample);
  return (
    <Line>
      <label htmlFor={id}>Try a value</label>
      <Sample>
        <input
          id={id}
          type="text"
          className="mono"
          value={sample}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setSample(event.target.value)}
          onKeyDown={(event) => {
            // Trying a value is no act of the form around it.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      </Sample>
      <output>
        <TriedValue row={row} value={value} />
      </output>
    </Line>
  );
}

function TriedValue({ row, value }: { row: unknown; value: string }): ReactElement | null {
  if (value === '' || typeof row !== 'object' || row === null) return null;
  const regex = 'regex' in row && typeof row.regex === 'string' ? row.regex : '';
  if (regex === '') return <StatusMark kind="info" text="No rule: every value passes" />;
  const caseSensitive = 'caseSensitive' in row && row.caseSensitive === true;
  return verdicts[judge(regex, value, { caseSensitive })];
}
