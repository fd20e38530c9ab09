import type { ReactElement } from 'react';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { type PlannedStore, storesWord } from './deployForm.ts';
import { overwriting, ReplacedEntries } from './ReplacedEntries.tsx';
import { StartText } from './StartText.tsx';

interface SendQuestionProps {
  open: boolean;
  plan: readonly PlannedStore[];
  /** Those of the plan that were asked for without an answer. */
  doubtful: readonly PlannedStore[];
  /** ISO text in UTC; null: at once. */
  startsAt: string | null;
  onClose: () => void;
  onConfirm: () => void;
}

/** Does a plan take entries away, so that it is sent only after a question? */
export const replacesSome = (plan: readonly PlannedStore[]): boolean => overwriting(plan).length > 0;

/** Asks before entries are overwritten, and before stores of which no answer is known are asked for again. */
export function SendQuestion({ open, plan, doubtful, startsAt, onClose, onConfirm }: SendQuestionProps): ReactElement {
  const replaced = overwriting(plan);
  // A job may be found while the question stands, which ends the doubt.
  const doubts = doubtful.length > 0;
  return (
    <ConfirmDialog
      open={open}
      title={
        doubts
          ? 'Deploy again without knowing what the last request did?'
          : `Deploy to ${storesWord(plan.length)}${replacedWords(replaced.length)}?`
      }
      body={
        <>
          {doubts && (
            <>
              <p>
                Whether the last request made a job for these stores, or one will run again, is not known. A second set
                of jobs may be created. The status below each store shows a job as soon as an orchestrator has taken it.
              </p>
              <ul>
                {doubtful.map((store) => (
                  <li key={store.storeId}>{store.displayName}</li>
                ))}
              </ul>
            </>
          )}
          <ReplacedEntries entries={replaced} />
          <StartText startsAt={startsAt} />
        </>
      }
      confirmLabel={doubts ? 'Deploy again' : 'Deploy'}
      onClose={onClose}
      onConfirm={onConfirm}
    />
  );
}

function replacedWords(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' and replace an entry' : ` and replace ${count} entries`;
}
