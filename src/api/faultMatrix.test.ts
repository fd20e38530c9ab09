import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queryClient } from '../app/queryClient.ts';
import { startFaultServer, type FaultServer } from '../serve/faultServerForTests.ts';
import { deployReads } from './faultCallsDeployForTests.ts';
import { reads } from './faultCallsForTests.ts';
import { listedReads } from './faultCallsListedForTests.ts';
import { templateReads } from './faultCallsTemplatesForTests.ts';
import { ending, leaks, runCall, runFault, toldFault } from './faultRunForTests.ts';
import { faults } from './faultsForTests.ts';
import { session } from './session.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

describe.each([...reads, ...deployReads, ...listedReads, ...templateReads])('reading $name', (call) => {
  test('takes a good answer after one request each', async () => {
    const run = await runCall(server, queryClient, call);
    expect(run.error).toBeUndefined();
    expect(run).toMatchObject({ timesAsked: 1, waited: [] });
    expect(session.snapshot().state).toBe('signed in');
  });

  test.each(faults)('tells $name as it is, and asks again only where it may pass', async (fault) => {
    const run = await runFault(server, queryClient, call, fault);
    const told = { ...toldFault(fault, false), summary: expect.stringMatching(fault.cause) };
    expect(ending(run)).toMatchObject(call.instead?.(fault) ?? told);
    expect(leaks(run)).toEqual([]);
    expect(run.timesAsked).toBe(fault.wire === 'nobody' ? 0 : fault.passing ? 3 : 1);
    expect(run.waited).toEqual(fault.passing ? [300, 1200] : []);
    const ended = fault.error.status === 401 && call.keepsSession !== true;
    expect(session.authorization() === null).toBe(ended);
  });
});
