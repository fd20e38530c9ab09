import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { explainJobAct, rescheduleJob, unscheduleJob } from '../../api/orchestratorJobs.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Act } from './Act.tsx';
import type { FollowedOne } from './followEvidence.ts';
import { NotSent } from './lookAnew.ts';
import type { FollowedStores } from './useFollowedStores.ts';

/** What can be done to jobs by the one who follows them. */
export type JobActs = Pick<FollowedStores, 'cancelJob' | 'runAgain'>;

const movedOn = 'The job has moved on since this was asked.';

/** What running a job again does, and when it helps. */
function againWords({ unlisted, entryThere }: FollowedOne): string {
  if (unlisted)
    return 'It was told to run again, but the queue does not list it: it may have been cancelled elsewhere.';
  return `The same job once more, as it was: helps ${entryThere ? 'only after the entry in the way was taken out of the store' : 'once its cause at the store or the orchestrator is gone'}.`;
}

/** Takes a waiting job out of the queue, or runs a failed one again; each after a question that names the store. */
export function JobActions({ followed, acts }: { followed: FollowedOne; acts: JobActs }): ReactElement | null {
  const { one, waitingJob, failedRow, unlisted } = followed;
  const { displayName } = one.store;
  const [asking, setAsking] = useState<{ jobId: string } | { row: number } | null>(null);
  const unschedule = useMutation(unscheduleJob((jobId, send) => acts.cancelJob(one, jobId, send)));
  const reschedule = useMutation(rescheduleJob((row, send) => acts.runAgain(one, row, send)));
  const close = (): void => {
    setAsking(null);
    unschedule.reset();
    reschedule.reset();
  };
  const cancels = asking !== null && 'jobId' in asking;
  const confirm = (): void => {
    if (asking === null) return;
    if ('jobId' in asking) unschedule.mutate(asking.jobId, { onSuccess: close });
    else reschedule.mutate(asking.row, { onSuccess: close });
  };
  // Something may be sent meanwhile, or done from another page.
  const stands = asking === null || ('jobId' in asking ? asking.jobId === waitingJob : asking.row === failedRow);
  const busy = unschedule.isPending || reschedule.isPending;
  const error = unschedule.error ?? reschedule.error;
  const failure =
    error instanceof NotSent ? { summary: error.message, reasons: error.reasons } : error && explainJobAct(error);
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
        <Act words={againWords(followed)}>
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
            <>
              <p>
                The orchestrator of {displayName} is told to do the same once more. Without a change on the store it may
                fail again.
              </p>
              {unlisted && (
                <p>
                  It was told so before, and the queue does not list it: it may have been cancelled elsewhere. If not,
                  it may run twice.
                </p>
              )}
            </>
          )
        }
        confirmLabel={cancels ? 'Cancel the job' : 'Run the job again'}
        cancelLabel={cancels ? 'Keep the job' : 'Close'}
        danger={cancels}
        busy={busy}
        disabledReason={stands || busy ? undefined : movedOn}
        error={failure === null && !stands && !busy ? { summary: movedOn } : failure}
        onConfirm={confirm}
        onClose={close}
      />
    </>
  );
}
