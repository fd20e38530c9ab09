/** What a store type says about an alias or a private key (Keyfactor Certificate Store Types: Forbidden, Optional, Required). */
export type Rule = 'required' | 'optional' | 'forbidden';

/** One value that a store type asks for with each deployment. */
export interface EntryParameter {
  name: string;
  label: string;
  kind: 'string' | 'bool' | 'choice' | 'secret';
  options: readonly string[];
  defaultValue: string;
  requiredOnAdd: boolean;
  /** name of a bool parameter: this one counts only while that one is true */
  dependsOn?: string;
}

export interface StoreTypeRules {
  name: string;
  shortName: string;
  canAdd: boolean;
  alias: Rule;
  privateKey: Rule;
  entryPassword: boolean;
  entryParameters: readonly EntryParameter[];
}

/**
 * Why a store cannot take this certificate, or undefined. `hasPrivateKey` says whether the deployment carries the
 * private key; `agentApproved` is null when that is not known.
 */
export function whyNotTarget(o: {
  type: StoreTypeRules | undefined;
  approved: boolean;
  agentApproved: boolean | null;
  hasPrivateKey: boolean;
}): string | undefined {
  if (!o.type) return 'The type of this store is not known here.';
  if (!o.approved) return 'The store is not approved yet.';
  if (!o.type.canAdd) return `${o.type.name} stores do not take certificates from Keyfactor.`;
  if (o.agentApproved === false) return 'The orchestrator of this store is not approved.';
  if (o.type.privateKey === 'required' && !o.hasPrivateKey) {
    return `${o.type.name} stores need the private key, and it is not available.`;
  }
  if (o.type.privateKey === 'forbidden' && o.hasPrivateKey) {
    return `${o.type.name} stores take certificates without a private key only.`;
  }
  return undefined;
}

/** What is wrong with an alias under the rule of the store type, or undefined. */
export function aliasProblem(rule: Rule, alias: string): string | undefined {
  if (rule === 'required' && alias.trim() === '') return 'This store type needs an alias.';
  if (rule === 'forbidden' && alias !== '') return 'This store type names the entry itself; leave the alias out.';
  return undefined;
}

export type StepState = 'waiting' | 'done' | 'warning' | 'failed' | 'retrying' | 'unknown';

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

/** Everything known about one deployment to one store. */
export interface DeployEvidence {
  askedAt: string;
  /** did the server take the request; null when no answer is known */
  accepted: boolean | null;
  /** planned for a later time */
  scheduled: boolean;
  rows: readonly JobRow[];
  rowsReadable: boolean;
  /** the alias under which the last inventory lists this certificate */
  inventoryAlias: string | null;
  inventoryReadable: boolean;
  hasInventorySchedule: boolean;
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

function asked(e: DeployEvidence): Outcome {
  if (e.accepted === true) return outcome('done', 'The server took the request.', e.askedAt);
  if (e.accepted === false) return outcome('failed', 'The server did not take this store.', e.askedAt);
  if (e.rows.length > 0) return outcome('done', 'A job for it exists.', e.askedAt);
  return e.askedAt === ''
    ? outcome('waiting', 'Not sent yet.')
    : outcome('unknown', 'It is not known whether the server took the request.', e.askedAt);
}

function jobCreated(e: DeployEvidence): Outcome {
  if (e.accepted === true || e.rows.length > 0) {
    return outcome('done', e.scheduled ? 'Scheduled for later.' : 'Queued for the orchestrator.');
  }
  if (e.accepted === false) return outcome('failed', 'No job was created.');
  return e.askedAt === '' ? notReached : outcome('unknown', 'It is not known whether a job was created.');
}

const unseen = 'The status of jobs is not visible to you (permission to read orchestrator jobs).';

function pickedUp(e: DeployEvidence): Outcome {
  if (!e.rowsReadable) return outcome('unknown', unseen);
  const started = e.rows.filter((row) => row.status >= status.inProcess).sort((a, b) => a.historyId - b.historyId)[0];
  if (started) return outcome('done', 'The orchestrator took the job.', started.start);
  return outcome(
    'waiting',
    e.scheduled ? 'Waiting for the scheduled time.' : 'No orchestrator has picked the job up yet.',
  );
}

function finished(e: DeployEvidence, latest: JobRow | undefined): Outcome {
  if (!e.rowsReadable) return outcome('unknown', unseen);
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

function seen(e: DeployEvidence, stopped: boolean, end: StepState): Outcome {
  if (e.inventoryAlias !== null)
    return outcome('done', e.inventoryAlias ? `Listed as ${e.inventoryAlias}.` : 'Listed.');
  if (stopped || end === 'failed') return notReached;
  if (!e.inventoryReadable) return outcome('unknown', 'The inventory of this store is not visible to you.');
  if (!e.hasInventorySchedule) {
    return outcome('unknown', 'This store has no inventory schedule: the status of the job is the only evidence.');
  }
  return outcome(
    'waiting',
    end === 'waiting' || end === 'retrying'
      ? 'Looked at once the job has ended.'
      : 'The last inventory does not list it yet.',
  );
}

/**
 * The way of one deployment, always all five steps in order. A step is 'done' only on its own evidence; of several rows
 * of a job the highest history id counts, status 3 or 4 is final, and only then result 4 is a failure.
 */
export function deploySteps(e: DeployEvidence): DeployStep[] {
  const latest = e.rows.reduce<JobRow | undefined>(
    (best, row) => (best && best.historyId > row.historyId ? best : row),
    undefined,
  );
  const request = asked(e);
  const stopped = request.state === 'failed' || (request.state === 'waiting' && e.rows.length === 0);
  const end = stopped ? notReached : finished(e, latest);
  return [
    { step: 'asked', ...request },
    { step: 'job created', ...jobCreated(e) },
    { step: 'picked up', ...(stopped ? notReached : pickedUp(e)) },
    { step: 'finished', ...end },
    { step: 'seen in inventory', ...seen(e, stopped, end.state) },
  ];
}

/** Has everything happened that can still be learned? Then there is no point in asking the server again. */
export function isFinal(steps: readonly DeployStep[]): boolean {
  const state = (step: DeployStep['step']) => steps.find((s) => s.step === step)?.state;
  const [end, inventory] = [state('finished'), state('seen in inventory')];
  if (state('asked') === 'failed' || end === 'failed') return true;
  if (end === 'waiting' || end === 'retrying') return false;
  return inventory === 'done' || inventory === 'unknown';
}
