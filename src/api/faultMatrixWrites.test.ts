import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queryClient } from '../app/queryClient.ts';
import { startFaultServer, type FaultServer } from '../serve/faultServerForTests.ts';
import { deployWrites } from './faultCallsDeployForTests.ts';
import { templateWrites } from './faultCallsTemplatesForTests.ts';
import { enrollments, otherWrites, readingPosts } from './faultCallsForTests.ts';
import { ending, leaks, runCall, runFault, toldFault } from './faultRunForTests.ts';
import { faults, type Fault } from './faultsForTests.ts';
import { session } from './session.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const told = (fault: Fault, outcomeUnknown: boolean) => ({
  ...toldFault(fault, outcomeUnknown),
  summary: expect.stringMatching(fault.cause),
});

describe.each([...enrollments, ...otherWrites, ...deployWrites, ...templateWrites, ...readingPosts])(
  '$name',
  (call) => {
    /** A write that was taken is read back where the call does that; one that was not is left alone. */
    const requestsOf = (taken: boolean) => (taken && call.readsAgain === true ? 2 : 1);

    test('takes a good answer after one request', async () => {
      const run = await runCall(server, queryClient, call);
      expect(run.error).toBeUndefined();
      expect(run).toMatchObject({ requests: requestsOf(true), timesAsked: 1, waited: [] });
    });

    test.each(faults)('is sent once with $name, and no secret is told', async (fault) => {
      const run = await runFault(server, queryClient, call, fault);
      const requests = requestsOf(run.error === undefined);
      expect(run).toMatchObject({ requests: fault.wire === 'nobody' ? 0 : requests, waited: [] });
      const ended = fault.error.status === 401 && call.keepsSession !== true;
      expect(session.authorization() === null).toBe(ended);
      expect(leaks(run)).toEqual([]);
      const mayBeDone = fault.mayHaveActed && !readingPosts.includes(call);
      expect(ending(run)).toMatchObject(call.instead?.(fault) ?? told(fault, mayBeDone));
    });
  },
);

test.each(faults.filter((fault) => fault.name.includes('repeats the request')))(
  '$name is quoted without what is secret in the request',
  async (fault) => {
    for (const call of enrollments) {
      const run = await runFault(server, queryClient, call, fault);
      expect(ending(run)).toMatchObject({ serverWords: expect.stringContaining('Authorization: Basic (not shown)') });
    }
  },
);
