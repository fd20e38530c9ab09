import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { explainJobAct, rescheduleJob, unscheduleJob } from '../../api/orchestratorJobs.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Act } from './Act.tsx';
import type { FollowedOne } from './followEvidence.ts';
import type { FollowedStores } from './useFollowedStores.ts';

/** What the one who follows knows, and must know of an act. */
export type JobActs = Pick<FollowedStores, 'wasCancelled' | 'runsAgain' | 'lookAgain'>;

/** A job that is to be taken out of the queue, or one to run again, by the row of its failure. */
type Question = { jobId: string } | { row: number };

/** Is a store still as it was when this was asked? Something may be sent meanwhile, or done from another page. */
const stillStands = (asking: Question, { waitingJob, failedRow }: Pick<FollowedOne, 'waitingJob' | 'failedRow'>) =>
  'jobId' in asking ? asking.jobId === waitingJob : asking.row === failedRow;

const movedOn = 'The job has moved on since this was asked.';

/** Keeps an act from being sent, in words for a person. */
class NotSent extends Error {
  readonly reasons: readonly string[];
  constructor(why: string, reasons: readonly string[] = []) {
    super(`Nothing was sent: ${why}`);
    this.reasons = reasons;
  }
}

/** The last thing that is known of a job. */
const lastKnown = ({ steps }: FollowedOne): string[] =>
  steps
    .filter(({ state }) => state !== 'waiting' && state !== 'unknown')
    .flatMap(({ detail }) => detail)
    .slice(-1);

/** Takes a waiting job out of the queue, or runs a failed one again; each after a question that names the store. */
export function JobActions({ followed, acts }: { followed: FollowedOne; acts: JobActs }): ReactElement | null {
  const { one, waitingJob, failedRow, entryThere } = followed;
  const { displayName } = one.store;
  const [asking, setAsking] = useState<Question | null>(null);
  /** What is on the page may be minutes old, and two jobs in one store are one too many. */
  const lookFirst = async (): Promise<void> => {
    const now = await acts.lookAgain(one);
    if (now === null) throw new NotSent('how this job stands by now could not be read.');
    if (asking === null || !stillStands(asking, now))
      throw new NotSent('the job has moved on since this was asked.', lastKnown(now));
  };
  const unschedule = useMutation(unscheduleJob(lookFirst));
  const reschedule = useMutation(rescheduleJob(lookFirst));
  const close = (): void => {
    setAsking(null);
    unschedule.reset();
    reschedule.reset();
  };
  const cancels = asking !== null && 'jobId' in asking;
  const confirm = (): void => {
    if (asking === null) return;
    if ('jobId' in asking) {
      const { jobId } = asking;
      unschedule.mutate(jobId, {
        onSuccess: () => {
          close();
          acts.wasCancelled(one, jobId);
        },
      });
      return;
    }
    const { row } = asking;
    reschedule.mutate(row, {
      onSuccess: () => {
        close();
        acts.runsAgain(one, row);
      },
    });
  };
  const stands = asking === null || stillStands(asking, followed);
  const error = unschedule.error ?? reschedule.error;
  const what = one.action === 'remove' ? 'The entry' : 'The certificate';
  if (waitingJob === null && failedRow === null && asking === null) return null;
  return (
    <>
      {waitingJob !== null && (
        <Act words={false}>
          <ActionButton label={`Cancel the job for ${displayName}`} onClick={() => setAsking({ jobId: waitingJob })}>
            Cancel the job
          </ActionButton>
        </Act>
      )}
      {failedRow !== null && (
        <Act
          words={`The same job once more, as it was: helps ${entryThere ? 'only after the entry in the way was taken out of the store' : 'once its cause at the store or the orchestrator is gone'}.`}
        >
          <ActionButton label={`Run the job again for ${displayName}`} onClick={() => setAsking({ row: failedRow })}>
            Run the job again
          </ActionButton>
        </Act>
      )}
      <ConfirmDialog
        open={asking !== null}
        title={cancels ? 'Cancel this job?' : 'Run this job again?'}
        body={
          cancels ? (
            <p>
              The job for {displayName} is taken out of the queue. {what}{' '}
              {one.action === 'remove' ? 'stays in' : 'does not reach'} this store, unless the orchestrator takes the
              job in this moment.
            </p>
          ) : (
            <p>
              The orchestrator of {displayName} is told to do the same once more. Without a change on the store it may
              fail again.
            </p>
          )
        }
        confirmLabel={cancels ? 'Cancel the job' : 'Run the job again'}
        cancelLabel={cancels ? 'Keep the job' : 'Close'}
        danger={cancels}
        busy={unschedule.isPending || reschedule.isPending}
        disabledReason={stands ? undefined : movedOn}
        error={
          error instanceof NotSent ? { summary: error.message, reasons: error.reasons } : error && explainJobAct(error)
        }
        onConfirm={confirm}
        onClose={close}
      />
    </>
  );
}
