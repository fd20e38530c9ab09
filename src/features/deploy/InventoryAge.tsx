import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { storedWord } from './planWords.ts';
import { Time } from '../../ui/Time.tsx';
import { type KnownInventory, neverLooked } from './planFindings.ts';

const Quiet = styled('p')(({ theme }) => ({ margin: '0 0 8px', color: theme.palette.text.secondary }));

interface InventoryAgeProps {
  known: KnownInventory | undefined;
  /** Whether the store has an inventory schedule. */
  scheduled: boolean;
}

/** What the last inventory of a store holds, and when it was taken. */
export function InventoryAge({ known, scheduled }: InventoryAgeProps): ReactElement {
  const never = known !== undefined && neverLooked({ inventoryScheduled: scheduled }, known);
  return (
    <Quiet>
      {never ? 'No inventory of this store is known: what it holds is not known.' : storedWord(known)}
      {!never &&
        known?.entries &&
        known.takenAt !== undefined &&
        (known.takenAt === null ? (
          ' Its age is not known.'
        ) : (
          <>
            {' '}
            It is of <Time value={new Date(known.takenAt)} />.
          </>
        ))}
      {!scheduled &&
        ' This store has no inventory schedule: the job’s own result will be the only evidence of a delivery.'}
    </Quiet>
  );
}
