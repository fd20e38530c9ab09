import { expect, test } from 'vitest';
import type { Call } from './http.ts';
import { profiles } from './profiles.ts';
import { jobActionRoutes } from './routes/jobActions.ts';
import { roleRow } from './seed/roles.ts';
import type { JobHistoryRow, JobRow, StoreRow } from './storeRows.ts';
import { emptyWorld } from './world.ts';

/** What running the one failed job again, at a store in container 3, answers to somebody with these rights. */
function rerun(...rights: string[]): number | string {
  const user = { name: 'somebody', login: 'KEYEXAMPLE\\somebody', title: '', roles: ['Some'] };
  const world = emptyWorld('test', profiles['25.4'], user);
  world.roles.put(roleRow(5, 'Some', '', ['/agents/management/modify/', ...rights]));
  world.stores.put({ Id: 'store', containerId: 3 } as unknown as StoreRow);
  world.jobs.put({ Id: 'job', storeId: 'store', state: 'running' } as unknown as JobRow);
  world.jobHistory.put({ Id: 7, jobId: 'job', status: 3, result: 4 } as unknown as JobHistoryRow);
  const call: Call = {
    world,
    user,
    now: new Date(),
    params: {},
    query: () => undefined,
    header: () => undefined,
    apiVersion: 1,
    body: { JobAuditIds: [7] },
  };
  const route = jobActionRoutes.find(({ path }) => path.endsWith('/Reschedule'));
  if (route === undefined) throw new Error('no such route');
  try {
    return (route.handle(call) as { status: number }).status;
  } catch (error) {
    return (error as Error).message;
  }
}

test('a job is run again only by who may schedule at its store, there or everywhere', () => {
  expect(rerun()).toContain('/certificate_stores/schedule/');
  expect(rerun('/certificate_stores/schedule/4/')).toContain('/certificate_stores/schedule/');
  expect(rerun('/certificate_stores/schedule/3/')).toBe(204);
  expect(rerun('/certificate_stores/schedule/')).toBe(204);
});
