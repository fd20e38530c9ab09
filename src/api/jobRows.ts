import * as z from 'zod/mini';
import { int, loose, maybe, numberOrName, parseInstant, text } from './wire.ts';

/** One row of GET OrchestratorJobs/JobHistory; members beyond these are not proven. */
export const wireJobHistory = loose({
  JobHistoryId: int,
  JobId: maybe(text),
  JobType: maybe(text),
  Schedule: z.optional(z.unknown()),
  ClientMachine: maybe(text),
  StorePath: maybe(text),
  OperationStart: maybe(text),
  OperationEnd: maybe(text),
  Message: maybe(text),
  Result: maybe(numberOrName),
  Status: maybe(numberOrName),
});

/** One row of GET OrchestratorJobs/ScheduledJobs (vendor documentation); `Id` is the id of the job. */
export const wireScheduledJob = loose({
  Id: text,
  ClientMachine: maybe(text),
  Target: maybe(text),
  Requested: maybe(text),
  JobType: maybe(text),
  Schedule: z.optional(z.unknown()),
});

export type HistoryRow = z.infer<typeof wireJobHistory>;
export type ScheduledRow = z.infer<typeof wireScheduledJob>;

/** When a job runs: of these jobs at once, or once at a time (vendor documentation, schedules). */
const wireSchedule = loose({ ExactlyOnce: maybe(loose({ Time: maybe(text) })) });

/** The schedule of a row; undefined where it is missing or of another form. */
const scheduleOf = (row: { Schedule?: unknown }) => wireSchedule.safeParse(row.Schedule).data;

/**
 * Of several jobs those that start as the one that was asked for, by id: at once, or at its time. None where that tells
 * nothing: a schedule is missing, or none fits.
 */
export function startingLike(
  startsAt: string | null | undefined,
  jobs: readonly { id: string; row: { Schedule?: unknown } }[],
): Set<string> {
  const at = startsAt ? Date.parse(startsAt) : null;
  const ids = new Set<string>();
  for (const { id, row } of jobs) {
    const schedule = scheduleOf(row);
    if (startsAt === undefined || !schedule) return new Set();
    const once = schedule.ExactlyOnce;
    const starts = once ? parseInstant(once.Time)?.getTime() : null;
    if (starts === undefined) return new Set();
    // Times are told in whole seconds.
    if (starts === at || (starts !== null && at !== null && Math.abs(starts - at) < 1_000)) ids.add(id);
  }
  return ids;
}
