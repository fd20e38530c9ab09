import type { MissingRight } from './missingRight.ts';
import { takenWords } from './takenWords.ts';

export type StepState = 'waiting' | 'done' | 'warning' | 'failed' | 'retrying' | 'cancelled' | 'unknown';

/** One row of the job history. A job has several when it is tried again. */
export interface JobRow {
  historyId: number;
  status: number;
  result: number;
  /** written by an orchestrator extension: show as text */
  message: string;
  start: string;
  end: string | null;
}

/** Everything known about one sending to one store. */
export interface DeployEvidence {
  /** to put the certificate into the store, or to take it out */
  action: 'add' | 'remove';
  askedAt: string;
  /** did the server take the request; null when no answer is known */
  accepted: boolean | null;
  /** the server no longer has the store, or no longer shows it to the caller */
  storeGone: boolean;
  /** why the server refused the whole request; empty where it answered for each store, or was not asked */
  refusal: string;
  /** present time of the server's clock, milliseconds since 1970 */
  nowMs: number;
  /** when the job may start; null: at once */
  startsAt: string | null;
  /** when it was taken out of the queue from here; null: it was not */
  cancelledAt: string | null;
  /** attempts of the one job that it can be; empty while several can be it */
  rows: readonly JobRow[];
  /** how many jobs it can be */
  candidates: number;
  /** more jobs ran since than were read */
  cutOff: boolean;
  /** the job as it waits; null: not seen there */
  queued: object | null;
  /** when the job was created, as the queue says or once said it */
  createdAt: string | null;
  /** the id of the job is known, and neither the queue nor the history has it */
  lost: boolean;
  /** the jobs were looked at */
  jobsRead: boolean;
  /** neither the job's id is known nor the store's machine and path, by which it is found */
  placeMissing: boolean;
  jobsMissing: MissingRight | null;
  /** when its orchestrator was last seen: null never, undefined where that is not known */
  agentLastSeen: string | null | undefined;
  /** the server has no such orchestrator any more */
  agentGone: boolean;
  /** set where the caller may not read orchestrators */
  agentsMissing: MissingRight | null;
  /** the last inventory was read */
  inventoryRead: boolean;
  /** the alias under which the last inventory lists this certificate */
  inventoryAlias: string | null;
  /** it was listed so when it was asked for */
  inventoryBefore: boolean;
  /** set where the caller may read neither the certificate's locations nor the inventory */
  inventoryMissing: MissingRight | null;
  hasInventorySchedule: boolean;
  /** when the inventory was once seen to show the end, after the job's; null: never. What comes later does not un-say it */
  seenAt: string | null;
}

export interface DeployStep {
  step: 'asked' | 'job created' | 'picked up' | 'finished' | 'seen in inventory';
  state: StepState;
  detail: string;
  at?: string;
}

// Keyfactor Orchestrator Jobs, Status: 0 unknown, 1 waiting, 2 in process, 3 completed, 4 acknowledged, 5 completed and
// will retry (another row of the same job follows).
const status = { inProcess: 2, completed: 3, acknowledged: 4, willRetry: 5 };
// Result: 0 unknown, 2 success, 3 warning, 4 failure.
const result = { success: 2, warning: 3, failure: 4 };

type Outcome = Omit<DeployStep, 'step'>;
const outcome = (state: StepState, detail: string, at?: string | null): Outcome =>
  at ? { state, detail, at } : { state, detail };

const notReached = outcome('waiting', 'Not reached.');

/** Of several rows of a job the highest history id counts. */
export const latestOf = (rows: readonly JobRow[]): JobRow | undefined =>
  rows.reduce<JobRow | undefined>((best, row) => (best && best.historyId > row.historyId ? best : row), undefined);

/** Is the last attempt among the rows of a job final (status 3 or 4)? No rows are no end. */
export function hasEnded(rows: readonly JobRow[]): boolean {
  const latest = latestOf(rows);
  return latest !== undefined && [status.completed, status.acknowledged].includes(latest.status);
}

/** Did the job end in a failure, so that only somebody's act runs it again? */
export const hasFailed = (rows: readonly JobRow[]): boolean =>
  hasEnded(rows) && latestOf(rows)?.result === result.failure;

/** The rows of a job that was told to run again after its end: its last attempt is followed by another, and says so. */
export function runningAgain(rows: readonly JobRow[]): JobRow[] {
  const latest = latestOf(rows);
  const said = `Told to run again; no orchestrator has taken it yet. Attempt ${rows.length} ended:`;
  return rows.map((row) =>
    row === latest ? { ...row, status: status.willRetry, message: `${said} ${row.message}`.trim() } : row,
  );
}

/** "3 days" for a span in milliseconds, in the largest whole unit; under a minute "less than a minute". */
export function spanText(ms: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
  ] as const;
  for (const [size, name] of units) {
    const count = Math.floor(ms / size);
    if (count >= 1) return `${count} ${name}${count === 1 ? '' : 's'}`;
  }
  return 'less than a minute';
}

function asked(e: DeployEvidence): Outcome {
  if (e.accepted === true) return outcome('done', 'The server took the request.', e.askedAt);
  if (e.accepted === false) {
    const gone = 'This store is no longer on the server, or no longer visible to you.';
    const said =
      e.refusal === '' ? 'The server did not take this store.' : `The whole request was refused: ${e.refusal}`;
    return outcome('failed', e.storeGone ? gone : said, e.askedAt);
  }
  if (e.rows.length > 0 || e.queued) return outcome('done', 'A job for it exists.', e.askedAt);
  return e.askedAt === ''
    ? outcome('waiting', 'Not sent yet.')
    : outcome('unknown', 'It is not known whether the server took the request.', e.askedAt);
}

function jobCreated(e: DeployEvidence): Outcome {
  if (e.rows.length > 0) return outcome('done', 'The history of jobs lists it.', e.createdAt);
  if (e.queued) return outcome('done', 'It waits in the queue of its orchestrator.', e.createdAt);
  if (e.accepted === true) return outcome('done', e.startsAt === null ? 'Queued for the orchestrator.' : 'Scheduled.');
  if (e.accepted === false) return outcome('failed', 'No job was created.');
  return e.askedAt === '' ? notReached : outcome('unknown', 'It is not known whether a job was created.');
}

/** Why nothing can be said about the job itself. */
function unseen(e: DeployEvidence): Outcome | null {
  if (e.jobsMissing) {
    const remains = e.hasInventorySchedule ? ' The inventory still shows the result.' : '';
    return outcome('unknown', `You may not read orchestrator jobs${takenWords(e.jobsMissing.permission)}.${remains}`);
  }
  if (e.placeMissing) return outcome('unknown', 'You may not read this store, so that its job cannot be found.');
  if (e.candidates > 1) {
    return outcome('unknown', `${e.candidates} jobs went to this store since. They cannot be told apart.`);
  }
  return e.cutOff && e.rows.length === 0
    ? outcome('unknown', 'Too many jobs ran since to tell which one is this.')
    : null;
}

function agentWords(e: DeployEvidence): string {
  if (e.agentsMissing) {
    return ` You may not read orchestrators${takenWords(e.agentsMissing.permission)}, so that it is not known when this one was last seen.`;
  }
  if (e.agentGone) return ' The server does not list its orchestrator.';
  if (e.agentLastSeen === undefined) return '';
  const at = e.agentLastSeen === null ? Number.NaN : Date.parse(e.agentLastSeen);
  if (Number.isNaN(at)) return ' Its orchestrator has never been seen.';
  return ` Its orchestrator was last seen ${spanText(e.nowMs - at)} ago.`;
}

const purged = outcome('unknown', 'What the history of jobs says of it is not known now.');

/** It was seen at its end, and no job of it is known now: none waits, and the history was purged or is not read. */
const isPurged = (e: DeployEvidence) => e.seenAt !== null && e.queued === null && e.rows.length === 0;

const startsLater = (e: DeployEvidence) => e.startsAt !== null && Date.parse(e.startsAt) > e.nowMs;

function pickedUp(e: DeployEvidence): Outcome {
  if (e.cancelledAt !== null) return outcome('cancelled', 'The job was taken out of the queue.', e.cancelledAt);
  const hidden = unseen(e);
  if (hidden) return hidden;
  const attempts = e.rows.filter((row) => row.status >= status.inProcess);
  const last = latestOf(attempts);
  if (last) {
    const attempt = attempts.length > 1 ? `, attempt ${attempts.length}` : '';
    return outcome('done', `The orchestrator took the job${attempt}.`, last.start);
  }
  if (isPurged(e)) return purged;
  if (startsLater(e)) {
    return outcome('waiting', 'Waiting for the scheduled time:', e.startsAt);
  }
  if (!e.jobsRead) return outcome('waiting', 'Not looked at yet.');
  if (e.lost) {
    return outcome('waiting', 'The job is neither in the queue nor in the history now: it may have been cancelled.');
  }
  return outcome('waiting', `No orchestrator has picked the job up yet.${agentWords(e)}`);
}

function finished(e: DeployEvidence, latest: JobRow | undefined): Outcome {
  if (e.cancelledAt !== null) return notReached;
  const hidden = unseen(e);
  if (hidden) return hidden;
  if (isPurged(e)) return purged;
  if (!latest) return outcome('waiting', 'None yet.');
  const words = (fallback: string) => latest.message.trim() || fallback;
  if (latest.status === status.willRetry)
    return outcome('retrying', words('This attempt failed and will run again.'), latest.end);
  if (latest.status !== status.completed && latest.status !== status.acknowledged)
    return outcome('waiting', words('None yet.'));
  if (latest.result === result.failure)
    return outcome('failed', words('The orchestrator reports a failure.'), latest.end);
  if (latest.result === result.warning) return outcome('warning', words('Finished with a warning.'), latest.end);
  if (latest.result === result.success) return outcome('done', words('The orchestrator reports success.'), latest.end);
  return outcome('unknown', words('Finished, but the orchestrator reports no result.'), latest.end);
}

/** Does the last inventory show what was asked for? */
export const inventoryShows = (e: DeployEvidence): boolean =>
  e.inventoryRead && (e.inventoryAlias !== null) === (e.action === 'add');

/** What an inventory showed once, where none is known to show it now. */
function seenOnce({ action, inventoryRead, seenAt }: DeployEvidence): Outcome {
  const [was, since] = action === 'add' ? ['listed', 'replaced or taken out'] : ['gone', 'put there again'];
  return outcome('done', `It was ${was}${inventoryRead ? `, and ${since} since` : ''}. Seen`, seenAt);
}

function inInventory(e: DeployEvidence, stopped: boolean, end: StepState): Outcome {
  const open = end === 'waiting' || end === 'retrying';
  if (stopped || end === 'failed' || e.cancelledAt !== null) return notReached;
  if (e.seenAt !== null && !inventoryShows(e)) return seenOnce(e);
  // What the inventory shows before the job has ended may be older than the job.
  if (open) return outcome('waiting', 'Looked at once the job has ended.');
  if (startsLater(e) && e.rows.length === 0) return outcome('waiting', 'Looked at once its time has come.');
  // Nothing but the job tells since when.
  const since = unseen(e) || e.inventoryBefore ? ' It may have been like that before.' : '';
  const now =
    e.action === 'remove'
      ? 'The last inventory does not list it.'
      : `Listed${e.inventoryAlias ? ` as ${e.inventoryAlias}` : ''}.`;
  if (inventoryShows(e)) return outcome('done', `${now}${since}`);
  if (!e.hasInventorySchedule) {
    return outcome('unknown', 'This store has no inventory schedule: the status of the job is the only evidence.');
  }
  if (e.inventoryMissing) {
    const missing = takenWords(e.inventoryMissing.permission);
    return outcome(
      'unknown',
      `You may read neither this certificate’s locations nor the inventory of this store${missing}.`,
    );
  }
  if (!e.inventoryRead) return outcome('waiting', 'Not looked at yet.');
  const seen = e.action === 'add' ? 'The last inventory does not list it yet.' : 'The last inventory still lists it.';
  return outcome('waiting', `${seen}${e.agentsMissing ? '' : agentWords(e)}`);
}

/**
 * The way of one sending, always all five steps in order. A step is 'done' only on its own evidence; of several rows of a
 * job the highest history id counts, status 3 or 4 is final, and only then result 4 is a failure (recorded client, job
 * history). For a removal the last step is that the inventory no longer lists the certificate.
 */
export function deploySteps(e: DeployEvidence): DeployStep[] {
  const request = asked(e);
  const stopped = request.state === 'failed' || request.state === 'waiting';
  const end = stopped ? notReached : finished(e, latestOf(e.rows));
  return [
    { step: 'asked', ...request },
    { step: 'job created', ...jobCreated(e) },
    { step: 'picked up', ...(stopped ? notReached : pickedUp(e)) },
    { step: 'finished', ...end },
    { step: 'seen in inventory', ...inInventory(e, stopped, end.state) },
  ];
}

/** Has everything happened that can still be learned? Then there is no point in asking the server again. */
export function isFinal(steps: readonly DeployStep[]): boolean {
  const state = (step: DeployStep['step']) => steps.find((s) => s.step === step)?.state;
  const [end, inventory] = [state('finished'), state('seen in inventory')];
  if (state('asked') === 'failed' || state('picked up') === 'cancelled' || end === 'failed') return true;
  if (end === 'waiting' || end === 'retrying') return false;
  return inventory === 'done' || inventory === 'unknown';
}
