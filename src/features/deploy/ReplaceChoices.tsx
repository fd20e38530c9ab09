import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { CheckBox } from '../../form/CheckBox.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import type { BulkValues, OnlyEntry } from './bulkEdit.ts';
import { storesWord } from './deployForm.ts';
import { mostAtOnce, Quiet, scrollsByItself } from './deployStyle.ts';

const Choices = styled('fieldset')({
  margin: '0 0 12px',
  padding: 0,
  border: 0,
  minWidth: 0,
  overflowWrap: 'anywhere',
  '& legend': { padding: 0, fontWeight: 500 },
});
const List = styled('div')({ ...scrollsByItself, margin: '0 0 4px' });

interface ReplaceChoicesProps {
  /** What each of the stores holds alone. */
  entries: readonly OnlyEntry[];
  /** How many of the stores hold more than one entry. */
  several: number;
}

/** Which stores of a type shall have their only entry replaced: each is a choice of its own, and none is made beforehand. */
export function ReplaceChoices({ entries, several }: ReplaceChoicesProps): ReactElement | null {
  const { field } = useController<BulkValues, 'replace'>({ name: 'replace' });
  const chosen = field.value;
  const isChosen = (entry: OnlyEntry) => chosen.some(({ storeId }) => storeId === entry.storeId);
  if (entries.length + several === 0) return null;
  return (
    <Choices>
      <legend>Replace what is there</legend>
      <List data-long={entries.length > mostAtOnce}>
        {entries.map((entry) => (
          <CheckBox
            key={entry.storeId}
            label={`${entry.displayName}: ${entry.holds}`}
            checked={isChosen(entry)}
            onChange={(on) =>
              field.onChange(on ? [...chosen, entry] : chosen.filter(({ storeId }) => storeId !== entry.storeId))
            }
          />
        ))}
      </List>
      {entries.length > 1 && (
        <ActionButton onClick={() => field.onChange(chosen.length === entries.length ? [] : [...entries])}>
          {chosen.length === entries.length ? 'Choose none' : `Choose all ${entries.length}`}
        </ActionButton>
      )}
      {several > 0 && (
        <Quiet>{`${storesWord(several)} of the type ${several === 1 ? 'holds' : 'hold'} several entries: choose in each store.`}</Quiet>
      )}
    </Choices>
  );
}
