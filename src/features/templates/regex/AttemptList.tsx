import { styled } from '@mui/material/styles';
import { useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import { keptSamples, useKept } from '../../../kept.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { saveFile } from '../../../ui/saveFile.ts';
import { AttemptRow } from './AttemptRow.tsx';
import { fits, isKept, newAttempt, readAttempts, watchAttempts, writeAttempts, type Attempt } from './attempts.ts';
import { longestSample, mostSamples, samplesFile } from './samples.ts';

const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 0 });
const Foot = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', marginTop: 4 });
const Quiet = styled('p')(({ theme }) => ({ margin: '4px 0', color: theme.palette.text.secondary }));

export interface AttemptListProps {
  scope: string | null;
  part: string;
  /** What the row is called ("CN"). */
  rowName: string;
  pattern: string;
  caseSensitive: boolean | undefined;
}

/** The values tried on a regex; the last one is always free. Those with an expectation stay on this browser. */
export function AttemptList({ scope, part, rowName, pattern, caseSensitive }: AttemptListProps): ReactElement {
  const place = { scope, part };
  const attempts = useSyncExternalStore(watchAttempts, () => readAttempts(place));
  const { sets } = useKept(keptSamples);
  const [removed, setRemoved] = useState<readonly Attempt[] | null>(null);
  const foot = useRef<HTMLDivElement>(null);
  const write = (list: readonly Attempt[]) => {
    const last = list.at(-1);
    const free = last !== undefined && last.value === '' && last.expected === null;
    writeAttempts(place, free ? list : [...list, newAttempt('', null)]);
  };
  const change = (changed: Attempt) => {
    setRemoved(null);
    write(attempts.map((each) => (each.key === changed.key ? changed : each)));
  };
  const remove = (gone: (attempt: Attempt) => boolean) => {
    setRemoved(attempts);
    write(attempts.filter((each) => !gone(each)));
    // The button that was pressed goes with its line.
    requestAnimationFrame(() => foot.current?.querySelector('button')?.focus());
  };
  const kept = scope !== null && sets.some((set) => set.scope === scope);
  const exportSamples = () => {
    const { name, content } = samplesFile(sets, scope ?? '');
    saveFile(content, name, 'application/json');
  };
  return (
    <>
      <List>
        {attempts.map((attempt, index) => (
          <AttemptRow
            key={attempt.key}
            attempt={attempt}
            name={`value ${index + 1}, ${rowName}`}
            pattern={pattern}
            caseSensitive={caseSensitive}
            onChange={change}
            onRemove={() => remove(({ key }) => key === attempt.key)}
          />
        ))}
      </List>
      <Foot ref={foot}>
        {removed && (
          <ActionButton
            onClick={() => {
              writeAttempts(place, removed);
              setRemoved(null);
            }}
          >
            Undo removing
          </ActionButton>
        )}
        <ActionButton
          onClick={exportSamples}
          label="Export samples kept for this document"
          disabledReason={
            kept ? undefined : 'No sample is kept: choose “Should match” or “Should not match” for a value.'
          }
        >
          Export samples
        </ActionButton>
        {attempts.length > 2 && (
          <ActionButton kind="quiet" onClick={() => remove(() => true)} label={`Remove all values, ${rowName}`}>
            Remove all
          </ActionButton>
        )}
      </Foot>
      <Quiet>
        {isKept(place)
          ? 'Values with an expectation are kept on this browser, for this document and subject part.'
          : 'Nothing is kept here before the document is stored and the subject part is chosen.'}
        {!fits(attempts) && ` Of each kind ${mostSamples} values of up to ${longestSample} characters are kept.`}
      </Quiet>
    </>
  );
}
