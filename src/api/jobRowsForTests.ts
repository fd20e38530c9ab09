import type { JobPlace } from './jobs.ts';

export const since = '2026-04-21T19:57:49Z';
/** A place whose job nobody told the id of. */
export const place: JobPlace = { machine: 'm1', path: 'default/s1', since, jobId: null };
/** The attempt of its job, and the job as it waits. */
export const row = {
  JobHistoryId: 201,
  JobId: 'AA',
  JobType: 'K8STLSSecrManagement',
  ClientMachine: 'M1',
  StorePath: 'default/s1',
  OperationStart: '2026-04-21T19:58:00Z',
  Status: 3,
  Result: 2,
};
export const waiting = {
  Id: 'aa',
  ClientMachine: 'm1',
  Target: 'Default/S1',
  Requested: '2026-04-21T19:57:49.5Z',
  JobType: 'K8STLSSecrManagement',
};
