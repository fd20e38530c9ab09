import { tryRegex, type Trial } from '../../../domain/regex.ts';

/** One value to try on one expression. */
export interface TrialJob {
  pattern: string;
  value: string;
  /** Undefined where the server does not know it. */
  caseSensitive: boolean | undefined;
}

/** What came of it; 'too long' when the time was up. */
export type TrialResult = Trial | 'too long';

/** What the runner needs of a worker. It says 'ready' once, then answers each job with a `Trial`. */
export interface TrialWorker {
  send: (job: TrialJob) => void;
  close: () => void;
}
interface TrialWorkerEvents {
  onReady: () => void;
  onAnswer: (trial: Trial) => void;
  onFailure: () => void;
}
/** Starts a worker; null where that is not possible. */
export type OpenWorker = (events: TrialWorkerEvents) => TrialWorker | null;
/** Calls back after some milliseconds unless told otherwise. */
type Wait = (milliseconds: number, then: () => void) => () => void;

/** How long an expression may work on one value. */
export const trialLimitMs = 250;

interface Task {
  job: TrialJob;
  done: (result: TrialResult) => void;
}

/**
 * Runs trials one after the other in a worker. One that takes longer than the limit is ended together with the worker,
 * and the next has a new one. Without a worker trials run here, without those that could take very long.
 */
export function trialRunner(openWorker: OpenWorker, wait: Wait) {
  let tasks: Task[] = [];
  let running: Task | undefined;
  let worker: TrialWorker | null = null;
  let ready = false;
  let broken = false;
  let stopWaiting: () => void = () => undefined;

  const finish = (result: TrialResult) => {
    stopWaiting();
    const task = running;
    running = undefined;
    task?.done(result);
    next();
  };
  const drop = () => {
    worker?.close();
    worker = null;
    ready = false;
  };
  const open = () => {
    const current: TrialWorker | null = openWorker({
      onReady: () => {
        if (worker !== current) return;
        ready = true;
        next();
      },
      onAnswer: (trial) => {
        if (worker === current) finish(trial);
      },
      onFailure: () => {
        if (worker !== current) return;
        drop();
        broken = true;
        stopWaiting();
        if (running) tasks.unshift(running);
        running = undefined;
        next();
      },
    });
    worker = current;
    if (!current) broken = true;
  };
  const next = (): void => {
    if (running) return;
    if (tasks.length > 0 && !worker && !broken) open();
    if (!broken && !ready) return;
    const task = tasks.shift();
    if (!task) return;
    if (!worker) {
      task.done(tryRegex(task.job.pattern, task.job.value, { caseSensitive: task.job.caseSensitive }));
      next();
      return;
    }
    running = task;
    stopWaiting = wait(trialLimitMs, () => {
      drop();
      finish('too long');
    });
    worker.send(task.job);
  };

  /** Queues a trial; returns how to give it up. One that runs already is let run, but not told of any more. */
  return (job: TrialJob, done: (result: TrialResult) => void): (() => void) => {
    let wanted = true;
    const task: Task = { job, done: (result) => wanted && done(result) };
    tasks.push(task);
    next();
    return () => {
      wanted = false;
      tasks = tasks.filter((each) => each !== task);
    };
  };
}
