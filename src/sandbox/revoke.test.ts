import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api, type Seen } from './apiForTests.ts';
import { advance, become, enroll, idOf } from './enrollForTests.ts';

async function revoke(api: Api, ids: unknown, more: Record<string, unknown> = {}): Promise<Seen> {
  return api('POST', '/Certificates/Revoke', {
    body: { CertificateIds: ids, Reason: 4, Comment: 'Replaced', ...more },
  });
}

const stateOf = async (api: Api, id: number) => {
  const row = (await api('GET', `/Certificates/${id}`)).body;
  return [at(row, 'CertState'), at(row, 'RevocationReason'), at(row, 'RevocationComment')];
};

test('a revoked certificate is named, and its row says when, why and with which words', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const answer = await revoke(api, [id], { EffectiveDate: '2026-03-19T21:28:22Z' });
  expect([answer.status, answer.body]).toEqual([200, { RevokedIds: [id], SuspendedCerts: [] }]);
  expect(await stateOf(api, id)).toEqual([2, 4, 'Replaced']);
  expect(at((await api('GET', `/Certificates/${id}`)).body, 'RevocationEffDate')).toBe('2026-03-19T21:28:22Z');
});

test('the comment is mandatory, and so is an id; a reason that does not exist is refused', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  expect((await revoke(api, [id], { Comment: ' ' })).status).toBe(400);
  expect((await revoke(api, [id], { Comment: null })).status).toBe(400);
  expect((await revoke(api, [])).status).toBe(400);
  expect((await revoke(api, null)).status).toBe(400);
  expect((await revoke(api, [id], { Reason: 999 })).status).toBe(400);
  expect(await stateOf(api, id)).toEqual([1, null, null]);
});

test('what is revoked already, unknown or of a CA is in neither list', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  await revoke(api, [id]);
  expect((await revoke(api, [id, 999_999, 1], { Reason: 1 })).body).toEqual({ RevokedIds: [], SuspendedCerts: [] });
  expect(await stateOf(api, id)).toEqual([2, 4, 'Replaced']);
});

test('only what is on hold comes off it; from hold it can also be revoked for good', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const off = { Reason: -1, Comment: 'Found again' };
  expect(at((await revoke(api, [id], off)).body, 'RevokedIds')).toEqual([]);
  await revoke(api, [id], { Reason: 6 });
  expect(await stateOf(api, id)).toEqual([2, 6, 'Replaced']);
  expect(at((await revoke(api, [id], off)).body, 'RevokedIds')).toEqual([id]);
  expect(await stateOf(api, id)).toEqual([1, null, null]);
  await revoke(api, [id], { Reason: 6 });
  expect(at((await revoke(api, [id], { Reason: 1 })).body, 'RevokedIds')).toEqual([id]);
  expect(await stateOf(api, id)).toEqual([2, 1, 'Replaced']);
  expect(at((await revoke(api, [id], off)).body, 'RevokedIds')).toEqual([]);
});

async function guarded(api: Api): Promise<{ id: number; instance: string; seen: Seen }> {
  const id = idOf(await enroll(api, { Subject: 'CN=guarded.keyexample.com' }));
  const seen = await revoke(api, [id], { Comment: 'Key was lost', Reason: 1 });
  return { id, seen, instance: text(seen.body, 'SuspendedCerts', 0, 'WorkflowId') };
}

const signal = (api: Api, instance: string, Approved: string) =>
  api('POST', `/Workflow/Instances/${instance}/Signals`, {
    body: { SignalKey: 'RequireApproval1.ApprovalStatus', Data: { Approved, Comment: 'Checked' } },
  });

test('the revocation of guarded.… is suspended until an approver signals its instance', async () => {
  const api = await freshWorld();
  const { id, seen, instance } = await guarded(api);
  expect(at(seen.body, 'RevokedIds')).toEqual([]);
  expect(at(seen.body, 'SuspendedCerts', 0)).toEqual({ CertId: id, WorkflowId: instance, Message: expect.any(String) });
  expect(await stateOf(api, id)).toEqual([1, null, null]);
  const whole = (await api('GET', `/Workflow/Instances/${instance}`)).body;
  expect(whole).toMatchObject({
    Status: 'Suspended',
    Definition: { WorkflowType: 'Revocation' },
    InitialData: { CertificateId: id, RevokeCode: 1, Comment: 'Key was lost' },
  });
  await become(api, 'approver');
  const assigned = records((await api('GET', '/Workflow/Instances/AssignedToMe')).body);
  expect(assigned.map((row) => row['Id'])).toEqual([instance]);
  expect((await signal(api, instance, 'True')).status).toBe(204);
  await become(api, 'admin');
  expect(await stateOf(api, id)).toEqual([2, 1, 'Key was lost']);
  expect(at((await api('GET', `/Workflow/Instances/${instance}`)).body, 'Status')).toBe('Complete');
});

test('when the revocation is denied or stopped, nothing happens to the certificate', async () => {
  const api = await freshWorld();
  const { id, instance } = await guarded(api);
  expect((await signal(api, instance, 'False')).status).toBe(204);
  expect(await stateOf(api, id)).toEqual([1, null, null]);
  expect(at((await api('GET', `/Workflow/Instances/${instance}`)).body, 'Status')).toBe('Rejected');
  expect((await signal(api, instance, 'True')).status).toBe(400);
  const again = text((await revoke(api, [id])).body, 'SuspendedCerts', 0, 'WorkflowId');
  expect((await api('POST', `/Workflow/Instances/${again}/Stop`)).status).toBe(204);
  expect(await stateOf(api, id)).toEqual([1, null, null]);
});

test('10.5 has no workflow that guards a revocation', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const body = { EnrollmentPatternId: null, Template: 'WebServer2Y', Subject: 'CN=guarded.keyexample.com' };
  const id = idOf(await enroll(api, body));
  expect((await revoke(api, [id])).body).toEqual({ RevokedIds: [id], SuspendedCerts: [] });
});

test('for a collection, the right counts where the body names it, never for one in the query', async () => {
  const api = await freshWorld({ user: 'webops' });
  const id = idOf(await enroll(api));
  await advance(api, 21);
  expect((await revoke(api, [id])).status).toBe(403);
  const inQuery = await api('POST', '/Certificates/Revoke?collectionId=3', {
    body: { CertificateIds: [id], Reason: 4, Comment: 'Replaced' },
  });
  expect([inQuery.status, text(inQuery.body, 'Message')]).toEqual([
    403,
    expect.stringContaining('/certificates/collections/revoke/'),
  ]);
  expect((await revoke(api, [id], { CollectionId: 4 })).status).toBe(403);
  expect((await revoke(api, [id, 1], { CollectionId: 3 })).status).toBe(403);
  expect((await revoke(api, [id], { CollectionId: 3, PublishCRL: true })).status).toBe(200);
});
