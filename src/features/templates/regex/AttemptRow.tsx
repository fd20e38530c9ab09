import { styled } from '@mui/material/styles';
import { useDeferredValue, type ReactElement } from 'react';
import { InnerButton, InputBox } from '../../../form/inputStyle.ts';
import { RemoveIcon } from '../../../ui/icons.tsx';
import { Mono } from '../../../ui/Mono.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import type { Attempt } from './attempts.ts';
import { matchedParts, trialWords, type Expected } from './trialWords.ts';
import { useTrial } from './useTrial.ts';

const Line = styled('li')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 2fr) 172px minmax(0, 3fr) 29px',
  gap: '0 8px',
  alignItems: 'start',
  padding: '2px 0',
  '@media (max-width: 700px)': {
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: 4,
    paddingBottom: 8,
    '& > button': { justifySelf: 'end' },
  },
});

const Answer = styled('output')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '0 12px',
  minHeight: 'var(--control)',
  paddingTop: 'calc((var(--control) - 22px) / 2)',
  minWidth: 0,
  overflowWrap: 'anywhere',
});

const Shown = styled(Mono)(({ theme }) => ({
  color: theme.palette.text.secondary,
  whiteSpace: 'pre-wrap',
  '& mark': {
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.action.selected,
    borderBottom: `2px solid ${theme.palette.success.main}`,
  },
}));

const expectations: readonly { expected: Expected; label: string }[] = [
  { expected: null, label: 'Just trying' },
  { expected: 'match', label: 'Should match' },
  { expected: 'no match', label: 'Should not match' },
];

export interface AttemptRowProps {
  attempt: Attempt;
  /** "value 1, CN" */
  name: string;
  pattern: string;
  caseSensitive: boolean | undefined;
  onChange: (attempt: Attempt) => void;
  onRemove: () => void;
}

/** A value to try, what is expected of it, and what the regex says. No part of the form around it. */
export function AttemptRow(props: AttemptRowProps): ReactElement {
  const { attempt, name, pattern, caseSensitive, onChange, onRemove } = props;
  const { value, expected } = attempt;
  const used = value !== '' || expected !== null;
  return (
    <Line>
      <InputBox>
        <input
          type="text"
          className="mono"
          aria-label={`Try ${name}`}
          placeholder="Try a value"
          value={value}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ ...attempt, value: event.target.value })}
          onKeyDown={(event) => {
            // Trying a value is no act of the form around it.
            if (event.key === 'Enter') event.preventDefault();
          }}
        />
      </InputBox>
      <InputBox>
        <select
          aria-label={`Expected of ${name}`}
          value={expectations.findIndex((each) => each.expected === expected)}
          onChange={(event) => {
            const chosen = expectations[Number(event.target.value)];
            if (chosen) onChange({ ...attempt, expected: chosen.expected });
          }}
        >
          {expectations.map(({ label }, index) => (
            <option key={label} value={index}>
              {label}
            </option>
          ))}
        </select>
      </InputBox>
      <Answer aria-label={`Verdict on ${name}`}>
        {used && <Verdict attempt={attempt} pattern={pattern} caseSensitive={caseSensitive} />}
      </Answer>
      {used && (
        <InnerButton type="button" aria-label={`Remove ${name}`} title={`Remove ${name}`} onClick={onRemove}>
          <RemoveIcon size={16} />
        </InnerButton>
      )}
    </Line>
  );
}

function Verdict({
  attempt,
  pattern,
  caseSensitive,
}: Pick<AttemptRowProps, 'attempt' | 'pattern' | 'caseSensitive'>): ReactElement | null {
  const value = useDeferredValue(attempt.value);
  const result = useTrial({ pattern, value, caseSensitive });
  if (pattern === '') return <StatusMark kind="info" text="No rule: every value passes" />;
  if (!result) return null;
  const { kind, text } = trialWords(result, attempt.expected);
  const parts = matchedParts(value, result);
  return (
    <>
      <StatusMark kind={kind} text={text} />
      {parts && value !== '' && (
        <Shown>
          {parts[0]}
          {parts[1] !== '' && <mark>{parts[1]}</mark>}
          {parts[2]}
        </Shown>
      )}
    </>
  );
}
