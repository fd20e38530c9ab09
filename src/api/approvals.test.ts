import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { configureClient } from './client.ts';
import { decide, readDecided, readInstance, readInstanceDetail, readWaiting } from './approvals.ts';

describe('a workflow instance of a list', () => {
  it('says what waits and since when, with members left out as unknown', () => {
    expect(
      readInstance({
        Id: '0c1d',
        Status: 'Suspended',
        CurrentStepUniqueName: 'RequireApproval1',
        Definition: { WorkflowType: 'Revocation' },
        StartDate: '2026-04-21T20:03:11',
      }),
    ).toEqual({
      instanceId: '0c1d',
      reference: null,
      title: '',
      status: 'Suspended',
      message: '',
      step: '',
      stepKey: 'RequireApproval1',
      workflowType: 'Revocation',
      startedAt: '2026-04-21T20:03:11.000Z',
    });
  });

  it('shows a state that came as a number as one that is not known', () => {
    expect(readInstance({ Id: '0c1d', Status: 4 }).status).toBe('status 4');
  });
});

describe('what a decider reads of an instance', () => {
  const detail = readInstanceDetail({
    Signals: [
      { SignalName: 'ApprovalStatus', SignalReceived: false },
      { SignalName: 'Reminder', SignalReceived: true },
    ],
    InitialData: {
      Subject: 'CN=shop',
      SANs: { dns: ['a.example', 'b.example'], ip4: ['10.0.0.1'], uri: [], x: ['y'] },
      RevokeCode: 5,
      Password: 'Vq7-hdk2',
      PrivateKey: 'MII',
      AdditionalAttributes: { Pfx: 'MII' },
    },
  });

  it('are the signals that are still waited for', () => expect(detail.signals).toEqual(['ApprovalStatus']));

  it('are members known to be harmless, and nothing else that may be secret', () => {
    expect(detail.asked).toEqual([
      { name: 'Subject', value: 'CN=shop' },
      { name: 'Alternative names', value: 'a.example, b.example, 10.0.0.1 (IPv4 address), x: y' },
      { name: 'Reason code', value: '5' },
    ]);
    expect(JSON.stringify(detail)).not.toMatch(/Vq7|MII/);
  });

  it('may be missing altogether', () => expect(readInstanceDetail({})).toEqual({ signals: [], asked: [] }));
});

it('a request at a CA is read with what the list leaves out as empty', () => {
  expect(readWaiting({ Id: 318, CommonName: 'portal', SubmissionDate: 'soon' })).toMatchObject({
    requestId: 318,
    commonName: 'portal',
    template: '',
    submittedAt: '',
  });
});

describe('a decision at a CA', () => {
  it('was taken only where the answer lists it among the successes', () => {
    expect(readDecided({ Successes: [{ KeyfactorRequestId: 318 }], Failures: [], Denials: [] })).toEqual({
      kind: 'done',
    });
  });

  it('was not taken where it is listed elsewhere, with the reason that the server gives', () => {
    const item = { KeyfactorRequestId: 318, Comment: 'may not manage' };
    expect(readDecided({ Denials: [item] })).toEqual({ kind: 'not taken', words: 'may not manage' });
    expect(readDecided({ Failures: [item] })).toEqual({ kind: 'not taken', words: 'may not manage' });
    expect(readDecided({ Failures: [{}] })).toEqual({ kind: 'not taken', words: 'The server gives no reason.' });
  });

  it('is not known where it is listed nowhere', () => {
    expect(() => readDecided({})).toThrow(
      expect.objectContaining({ kind: 'unreadable', outcomeUnknown: true }) as Error,
    );
  });
});

describe('a decision', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('whatever came of it has what waits and the lists of certificates read again: an approval may make one', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({}, { status: 504 })));
    configureClient({ apiBase: 'http://127.0.0.1/api', sleep: () => Promise.resolve() });
    const client = new QueryClient();
    const keys = [['workflow instances', 'mine'], ['requests at the CA'], ['request', 1], ['certificates', 'list']];
    for (const key of keys) client.setQueryData(key, {});
    const approval = { approve: true, comment: '', instanceId: 'a', signalKey: 'b' };
    await expect(new MutationObserver(client, decide('workflow')).mutate(approval)).rejects.toMatchObject({
      outcomeUnknown: true,
    });
    expect(keys.filter((key) => client.getQueryState(key)?.isInvalidated !== true)).toEqual([]);
  });
});
