import type { ReactElement } from 'react';
import { ActionButton } from '../../ui/ActionButton.tsx';
import type { Reason } from '../../ui/reasonWays.tsx';
import { Act } from './Act.tsx';
import { storesWord } from './deployForm.ts';

interface PlanAgainProps {
  /** How many stores have no job that may still do it; one of them alone is planned again at its own place. */
  count: number;
  disabledReason?: Reason | undefined;
  onPlan: () => void;
}

/** Puts all stores that may be asked for again into the form at once. */
export function PlanAgain({ count, disabledReason, onPlan }: PlanAgainProps): ReactElement | null {
  if (count < 2) return null;
  return (
    <Act words="Those without a job, and those whose job failed or was cancelled, with their plans as they were.">
      <ActionButton disabledReason={disabledReason} onClick={onPlan}>
        Plan {storesWord(count)} again
      </ActionButton>
    </Act>
  );
}
