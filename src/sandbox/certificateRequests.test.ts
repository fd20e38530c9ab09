import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api, type Seen } from './apiForTests.ts';
import { advance, become, binding, enroll, storeId } from './enrollForTests.ts';

const requestId = (answer: Seen) => Number(at(answer.body, 'CertificateInformation', 'KeyfactorRequestId'));

async function held(api: Api, name = 'manager', more: Record<string, unknown> = {}): Promise<number> {
  return requestId(await enroll(api, { Subject: `CN=${name}.keyexample.com`, ...more }));
}

async function ids(api: Api, which: string): Promise<unknown> {
  const answer = await api('GET', `/Workflow/Certificates/${which}`);
  return answer.status === 200 ? records(answer.body).map((row) => row['Id']) : answer.status;
}

async function found(api: Api, id: number): Promise<number> {
  return records((await api('GET', `/Certificates?QueryString=CertRequestId -eq ${id}`)).body).length;
}

test('what waits at the CA is listed with its request id; what a workflow holds back is not', async () => {
  const api = await freshWorld();
  const id = await held(api);
  await held(api, 'pending');
  const answer = await api('GET', '/Workflow/Certificates/Pending');
  expect(answer.headers.get('X-Total-Count')).toBe('1');
  expect(answer.body).toEqual([
    {
      Id: id,
      CARequestId: expect.stringMatching(/^\d+$/),
      CommonName: 'manager.keyexample.com',
      DistinguishedName: 'CN=manager.keyexample.com',
      SubmissionDate: expect.stringMatching(/Z$/),
      CertificateAuthority: 'corpca01.keyexample.com\\CorpIssuingCA1',
      Template: 'WebServer2Y',
      Requester: 'KEYEXAMPLE\\admin',
      State: 5,
      StateString: 'Pending',
      Metadata: {},
    },
  ]);
});

test('10.5 lists whatever is pending, since the CA decides everything there', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const id = await held(api, 'pending', { Template: 'WebServer2Y' });
  expect(await ids(api, 'Pending')).toEqual([id]);
  const approved = await api('POST', '/Workflow/Certificates/Approve', { body: [id] });
  expect(at(approved.body, 'Successes', 0, 'KeyfactorRequestId')).toBe(id);
  expect(await found(api, id)).toBe(1);
});

test('the detail adds key, names and stores, and on 25.4 the names with their types', async () => {
  const detail = async (profile: string) => {
    const api = await freshWorld({ profile });
    const store = await storeId(api, 'ClientMachine -eq "web01.keyexample.com"');
    const target = profile === '25.4' ? {} : { EnrollmentPatternId: null, Template: 'WebServer2Y' };
    const Stores = [{ StoreId: store, Alias: '', Properties: binding }];
    return api('GET', `/Workflow/Certificates/${await held(api, 'manager', { ...target, Stores })}`);
  };
  const recent = await detail('25.4');
  expect(recent.body).toMatchObject({
    DenialComment: null,
    KeyLength: '256',
    Curve: '1.2.840.10045.3.1.7',
    SANs: ['manager.keyexample.com'],
    SubjectAltNames: [{ Value: 'manager.keyexample.com', Type: 2 }],
    CertStores: [{ EntryName: '', ClientMachine: 'web01.keyexample.com' }],
  });
  expect((await detail('24.4')).body).not.toHaveProperty('SubjectAltNames');
});

test('approving answers with three lists, one item for each request', async () => {
  const api = await freshWorld();
  const id = await held(api);
  const answer = await api('POST', '/Workflow/Certificates/Approve', { body: [id, 99_999] });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    Failures: [expect.objectContaining({ KeyfactorRequestId: 99_999, Comment: expect.stringContaining('not exist') })],
    Denials: [],
    Successes: [
      {
        CARowId: id,
        CARequestId: expect.any(String),
        CAHost: 'corpca01.keyexample.com',
        CALogicalName: 'CorpIssuingCA1',
        KeyfactorRequestId: id,
        Comment: '',
      },
    ],
  });
  expect([await found(api, id), await ids(api, 'Pending')]).toEqual([1, []]);
  const again = await api('POST', '/Workflow/Certificates/Approve', { body: [id] });
  expect(text(again.body, 'Failures', 0, 'Comment')).toContain('not pending');
});

test('a denied request moves to the denied ones, with the comment in its detail', async () => {
  const api = await freshWorld();
  const id = await held(api);
  const body = { Comment: 'Wrong name', CertificateRequestIds: [id] };
  const answer = await api('POST', '/Workflow/Certificates/Deny', { body });
  expect(at(answer.body, 'Successes', 0, 'KeyfactorRequestId')).toBe(id);
  expect([await ids(api, 'Pending'), await ids(api, 'Denied')]).toEqual([[], [id]]);
  const detail = await api('GET', `/Workflow/Certificates/${id}`);
  expect(detail.body).toMatchObject({ State: 3, StateString: 'Denied', DenialComment: 'Wrong name' });
  expect(await found(api, id)).toBe(0);
});

test('what the CA denied at once is among the denied ones, external validation in its own list until it ends', async () => {
  const api = await freshWorld();
  const denied = await held(api, 'denied');
  const outside = await held(api, 'external');
  expect(await ids(api, 'Denied')).toEqual([denied]);
  expect(await ids(api, 'ExternalValidation')).toEqual([outside]);
  const tried = await api('POST', '/Workflow/Certificates/Approve', { body: [outside] });
  expect(at(tried.body, 'Failures')).toHaveLength(1);
  await advance(api, 3 * 86_400 + 1);
  expect([await ids(api, 'ExternalValidation'), await found(api, outside)]).toEqual([[], 1]);
});

test('a CA of EJBCA’s kind takes no approval here, and one that does not know the approver denies him', async () => {
  const api = await freshWorld();
  const device = await held(api, 'manager', { EnrollmentPatternId: 1, CertificateAuthority: 'DeviceSubCA' });
  const standalone = await held(api, 'manager', { EnrollmentPatternId: null, CertificateAuthority: 'StandaloneCA' });
  await become(api, 'approver');
  const answer = await api('POST', '/Workflow/Certificates/Approve', { body: [device, standalone] });
  expect(at(answer.body, 'Failures', 0, 'KeyfactorRequestId')).toBe(device);
  expect(at(answer.body, 'Denials', 0, 'KeyfactorRequestId')).toBe(standalone);
});

test('reading takes the right to alerts, deciding that to manage requests', async () => {
  const api = await freshWorld();
  const id = await held(api);
  const status = async (user: string) => {
    await become(api, user);
    const read = (await api('GET', '/Workflow/Certificates/Pending')).status;
    const detail = (await api('GET', `/Workflow/Certificates/${id}`)).status;
    return [read, detail, (await api('POST', '/Workflow/Certificates/Approve', { body: [] })).status];
  };
  expect(await status('approver')).toEqual([200, 200, 200]);
  expect(await status('auditor')).toEqual([200, 200, 403]);
  expect(await status('enroller')).toEqual([403, 403, 200]);
  expect(await status('csrdesk')).toEqual([403, 403, 403]);
  expect(await status('deployer')).toEqual([403, 403, 403]);
  const refused = await api('GET', '/Workflow/Certificates/Pending');
  expect(text(refused.body, 'Message')).toContain('/monitoring/alerts/read/');
});

test('the pending list is searched by its fields, also with the old prefix', async () => {
  const api = await freshWorld();
  const id = await held(api);
  await held(api, 'manager', { CertificateAuthority: 'CorpIssuingCA2' });
  const find = async (parameter: string, query: string) =>
    records((await api('GET', `/Workflow/Certificates/Pending?${parameter}=${encodeURIComponent(query)}`)).body).map(
      (row) => row['Id'],
    );
  const byCa = 'CertificateAuthority -contains "CorpIssuingCA1"';
  expect(await find('QueryString', `${byCa} AND Requester -eq "KEYEXAMPLE\\admin"`)).toEqual([id]);
  expect(await find('pagedQuery.queryString', `Id -eq ${id}`)).toEqual([id]);
});
