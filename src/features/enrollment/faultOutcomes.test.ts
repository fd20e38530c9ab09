import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Enrolled } from '../../api/enrollment.ts';
import { enrollments } from '../../api/faultCallsForTests.ts';
import { runCall, runFault, type Run } from '../../api/faultRunForTests.ts';
import { failures, noAnswers, refusals } from '../../api/faultsForTests.ts';
import { queryClient } from '../../app/queryClient.ts';
import { startFaultServer, type FaultServer } from '../../serve/faultServerForTests.ts';
import { outcomeOf } from './enrollOnce.ts';
import { mayHaveIssued } from './sendOnce.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const isEnrolled = (value: unknown): value is Enrolled =>
  typeof value === 'object' && value !== null && 'disposition' in value;

/** What the wizard shows after a run. */
const shown = ({ error, value }: Run) => outcomeOf('sent', isEnrolled(value) ? value : undefined, error);

describe.each(enrollments)('$name', (call) => {
  test('that is answered shows the answer', async () => {
    expect(shown(await runCall(server, queryClient, call))).toMatchObject({ kind: 'answered', adopted: false });
  });

  test.each(refusals)('is refused or leads back to the steps after $name, and may be sent again', async (fault) => {
    const run = await runFault(server, queryClient, call, fault);
    const unjudged = fault.error.status === 401 || fault.error.status === 429;
    expect(shown(run)).toMatchObject(unjudged ? { kind: 'steps' } : { kind: 'refused', sent: 'sent' });
    expect(run.error).toBeDefined();
    expect(mayHaveIssued(run.error)).toBe(false);
  });

  test.each([...failures, ...noAnswers])('is never taken for refused after $name', async (fault) => {
    const run = await runFault(server, queryClient, call, fault);
    expect(shown(run)).toMatchObject({ kind: 'unknown', sent: 'sent' });
    expect(run.error === undefined || mayHaveIssued(run.error)).toBe(true);
  });
});
