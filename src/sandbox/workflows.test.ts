import { expect, test } from 'vitest';
import { at, freshWorld, record, records, text, type Api, type Seen } from './apiForTests.ts';
import { advance, become, binding, enroll, storeId } from './enrollForTests.ts';

const info = (answer: Seen, name: string) => at(answer.body, 'CertificateInformation', name);
const instanceOf = (answer: Seen) => text(answer.body, 'CertificateInformation', 'WorkflowInstanceId');

async function read(api: Api, id: string): Promise<Record<string, unknown>> {
  return record((await api('GET', `/Workflow/Instances/${id}`)).body);
}

async function send(api: Api, id: string, Approved: unknown, more: Record<string, unknown> = {}): Promise<Seen> {
  return api('POST', `/Workflow/Instances/${id}/Signals`, {
    body: { SignalKey: 'RequireApproval1.ApprovalStatus', Data: { Approved, Comment: 'Asked the web team' }, ...more },
  });
}

async function held(api: Api, more: Record<string, unknown> = {}): Promise<Seen> {
  return enroll(api, { Subject: 'CN=pending.keyexample.com', ...more });
}

test('an issued enrollment names an instance that is complete and knows the certificate', async () => {
  const api = await freshWorld();
  const answer = await enroll(api);
  const row = await read(api, instanceOf(answer));
  expect(Object.keys(row)).toEqual([
    'Id',
    'Status',
    'CurrentStepId',
    'StatusMessage',
    'Definition',
    'CurrentStepDisplayName',
    'CurrentStepUniqueName',
    'Title',
    'LastModified',
    'StartDate',
    'ReferenceId',
    'Signals',
    'InitialData',
    'CurrentStateData',
  ]);
  expect(row).toMatchObject({
    Status: 'Complete',
    ReferenceId: info(answer, 'WorkflowReferenceId'),
    Title: 'KEYEXAMPLE\\admin is enrolling for a certificate with CN=app01.keyexample.com,O="Key Example, Inc.",C=US.',
    Definition: { WorkflowType: 'Enrollment' },
    Signals: [],
    InitialData: { Template: 'WebServer2Y', SANs: { dns: ['app01.keyexample.com'] } },
    CurrentStateData: { KeyfactorId: info(answer, 'KeyfactorId'), RequestDisposition: 'ISSUED' },
  });
});

test('a pending enrollment is a suspended instance that waits for one signal', async () => {
  const api = await freshWorld();
  const answer = await held(api);
  const row = await read(api, instanceOf(answer));
  expect(row).toMatchObject({
    Status: 'Suspended',
    CurrentStepUniqueName: 'RequireApproval1',
    Signals: [{ SignalName: 'ApprovalStatus', SignalReceived: false }],
    CurrentStateData: { KeyfactorRequestId: info(answer, 'KeyfactorRequestId') },
  });
  expect(at(row, 'InitialData', 'KeyfactorRequestId')).toBeUndefined();
});

test('an approval issues the certificate, delivers it to the stores asked for, and completes the instance', async () => {
  const api = await freshWorld();
  const store = await storeId(api, 'ClientMachine -eq "web01.keyexample.com"');
  const answer = await held(api, { Stores: [{ StoreId: store, Properties: binding }] });
  await become(api, 'approver');
  expect((await send(api, instanceOf(answer), 'True')).status).toBe(204);
  await become(api, 'admin');
  const query = encodeURIComponent(`CertRequestId -eq ${String(info(answer, 'KeyfactorRequestId'))}`);
  const [issued] = records((await api('GET', `/Certificates?QueryString=${query}`)).body);
  expect(issued).toMatchObject({ IssuedCN: 'pending.keyexample.com', RequesterName: 'KEYEXAMPLE\\admin' });
  expect(await read(api, instanceOf(answer))).toMatchObject({
    Status: 'Complete',
    Signals: [],
    CurrentStateData: { KeyfactorId: issued?.['Id'] },
  });
  await advance(api, 60);
  const located = await api('GET', `/Certificates/${String(issued?.['Id'])}?includeLocations=true`);
  expect(at(located.body, 'Locations', 0, 'CertStoreId')).toBe(store);
});

test('a denial rejects the instance with the comment, and nothing is ever issued', async () => {
  const api = await freshWorld();
  const answer = await held(api, { Subject: 'CN=approved-later.keyexample.com' });
  expect((await send(api, instanceOf(answer), 'False')).status).toBe(204);
  await advance(api, 3600);
  const row = await read(api, instanceOf(answer));
  expect(row).toMatchObject({ Status: 'Rejected', Signals: [] });
  expect(row['StatusMessage']).toContain('Asked the web team');
  const query = `CertRequestId -eq ${String(info(answer, 'KeyfactorRequestId'))}`;
  expect((await api('GET', `/Certificates?QueryString=${query}`)).body).toEqual([]);
});

test('the clock approves a template that requires approval, and its instance is complete then', async () => {
  const api = await freshWorld();
  const answer = await enroll(api, { EnrollmentPatternId: 8, KeyType: 'RSA', KeyLength: 2048 });
  expect(await read(api, instanceOf(answer))).toMatchObject({ Status: 'Suspended' });
  await advance(api, 31);
  expect(await read(api, instanceOf(answer))).toMatchObject({ Status: 'Complete' });
});

test('a signal is refused for another step, with another value, twice, and from somebody the step does not name', async () => {
  const api = await freshWorld();
  const id = instanceOf(await held(api));
  const refused = async (answer: Seen) => [answer.status, text(answer.body, 'Message')];
  expect(await refused(await send(api, id, 'True', { SignalKey: 'RequireApproval2.ApprovalStatus' }))).toEqual([
    400,
    expect.stringContaining('not expected at the current step'),
  ]);
  expect(await refused(await send(api, id, 'Yes'))).toEqual([400, expect.stringContaining('Yes')]);
  expect((await send(api, id, true)).status).toBe(400);
  await become(api, 'enroller');
  expect(await refused(await send(api, id, 'True'))).toEqual([403, expect.stringContaining('security role')]);
  await become(api, 'approver');
  expect((await send(api, id, 'True')).status).toBe(204);
  expect(await refused(await send(api, id, 'True'))).toEqual([400, expect.stringContaining('not suspended')]);
});

test('whoever may manage instances can stop one that waits, and no other', async () => {
  const api = await freshWorld();
  const [waiting, done] = [instanceOf(await held(api)), instanceOf(await enroll(api))];
  await become(api, 'approver');
  expect((await api('POST', `/Workflow/Instances/${waiting}/Stop`)).status).toBe(403);
  await become(api, 'admin');
  expect((await api('POST', `/Workflow/Instances/${waiting}/Stop`)).status).toBe(204);
  expect(await read(api, waiting)).toMatchObject({ Status: 'Rejected' });
  expect((await api('POST', `/Workflow/Instances/${done}/Stop`)).status).toBe(400);
});

test('one sees all instances, one’s own, or those one may decide, as one’s right says', async () => {
  const api = await freshWorld({ user: 'enroller' });
  const mine = instanceOf(await held(api));
  await become(api, 'requester');
  const other = instanceOf(await enroll(api));
  const ids = async (path: string) => {
    const answer = await api('GET', `/Workflow/Instances${path}`);
    return answer.status === 200 ? records(answer.body).map((row) => row['Id']) : answer.status;
  };
  const one = async (id: string) => (await api('GET', `/Workflow/Instances/${id}`)).status;
  await become(api, 'auditor');
  expect(((await ids('')) as string[]).toSorted()).toEqual([mine, other].toSorted());
  await become(api, 'enroller');
  expect([await ids(''), await ids('/My'), await ids('/AssignedToMe')]).toEqual([403, [mine], 403]);
  expect([await one(mine), await one(other)]).toEqual([200, 403]);
  await become(api, 'approver');
  expect([await ids('/My'), await ids('/AssignedToMe')]).toEqual([403, [mine]]);
  expect([await one(mine), await one(other)]).toEqual([200, 403]);
  await send(api, mine, 'True');
  expect(await ids('/AssignedToMe')).toEqual([]);
  await become(api, 'requester');
  expect([await ids(''), await ids('/My'), await one(other)]).toEqual([403, 403, 403]);
});

test('the list has no signals and no data, and knows the documented query fields', async () => {
  const api = await freshWorld();
  const waiting = await held(api);
  await enroll(api);
  const find = async (query: string) =>
    records((await api('GET', `/Workflow/Instances?QueryString=${encodeURIComponent(query)}`)).body);
  const [row] = await find('Status -eq "Suspended"');
  expect(row?.['Id']).toBe(instanceOf(waiting));
  expect(row).not.toHaveProperty('Signals');
  expect(row).not.toHaveProperty('InitialData');
  expect(await find(`ReferenceId -eq ${String(row?.['ReferenceId'])}`)).toEqual([row]);
  expect(await find('InitiatingUserName -eq "%ME%" AND WorkflowType -eq "Enrollment"')).toHaveLength(2);
  expect(await find('Title -contains "pending."')).toEqual([row]);
  const wrong = await api('GET', '/Workflow/Instances?SortField=Signals');
  expect([wrong.status, at(wrong.body, 'ErrorCode')]).toEqual([400, '0xA011004A']);
});

test('only the GUID names an instance', async () => {
  const api = await freshWorld();
  const answer = await enroll(api);
  const byNumber = await api('GET', `/Workflow/Instances/${String(info(answer, 'WorkflowReferenceId'))}`);
  expect([byNumber.status, at(byNumber.body, 'errors', 'instanceId')]).toEqual([400, expect.anything()]);
  expect((await api('GET', '/Workflow/Instances/00000000-0000-4000-8000-000000000000')).status).toBe(404);
});

test('an instance whose request waits at the CA, or was denied there, is not suspended', async () => {
  const api = await freshWorld();
  const status = async (cn: string) =>
    (await read(api, instanceOf(await enroll(api, { Subject: `CN=${cn}.keyexample.com` }))))['Status'];
  expect(await status('manager')).toBe('Complete');
  expect(await status('external')).toBe('Complete');
  expect(await status('denied')).toBe('Failed');
});

test('24.4 has instances, 10.5 has none', async () => {
  const template = { EnrollmentPatternId: null, Template: 'WebServer2Y' };
  const older = await freshWorld({ profile: '24.4' });
  expect((await read(older, instanceOf(await held(older, template))))['Status']).toBe('Suspended');
  const old = await freshWorld({ profile: '10.5' });
  expect((await old('GET', '/Workflow/Instances')).status).toBe(404);
});
