import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api, type Seen } from './apiForTests.ts';
import { become, openssl } from './enrollForTests.ts';

const subject = 'CN=gen01.keyexample.com,O="Key Example, Inc.",C=US';

async function generate(api: Api, more: Record<string, unknown> = {}): Promise<Seen> {
  return api('POST', '/CSRGeneration/Generate', {
    body: { Subject: subject, KeyType: 'ECC', KeyLength: 256, ...more },
  });
}

async function sign(api: Api, CSR: string, force: boolean | null, more: Record<string, unknown> = {}): Promise<Seen> {
  return api('POST', `/Enrollment/CSR${force === null ? '' : `?forceEnroll=${force}`}`, {
    headers: { 'x-certificateformat': 'PEM' },
    body: { CSR, Template: 'WebServer2Y', CertificateAuthority: 'CorpIssuingCA1', SANs: {}, Timestamp: now, ...more },
  });
}

const now = '2026-03-20T16:45:21Z';
const pending = async (api: Api) => records((await api('GET', '/CSRGeneration/Pending')).body);

test('openssl reads a generated request: subject, names and a signature that fits', async () => {
  const api = await freshWorld();
  const SANs = { dns: ['gen01.keyexample.com', 'alt.keyexample.com'], ip4: ['10.1.2.3'] };
  const answer = await generate(api, { SANs });
  expect(Object.keys(answer.body as object)).toEqual(['CSR']);
  const shown = openssl(['req', '-in', 'a.csr', '-noout', '-text', '-verify', '-nameopt', 'RFC2253'], {
    'a.csr': text(answer.body, 'CSR'),
  });
  expect(shown).toContain('CN=gen01.keyexample.com,O=Key Example\\, Inc.,C=US');
  expect(shown).toContain('DNS:gen01.keyexample.com, DNS:alt.keyexample.com, IP Address:10.1.2.3');
  expect(shown).toContain('prime256v1');
});

test.each([
  ['RSA', 2048, 'RSA Public-Key: (2048 bit)|Public-Key: (2048 bit)'],
  ['ECC', 384, 'secp384r1'],
  ['ED25519', null, 'ED25519 Public-Key'],
  ['ED448', 448, 'ED448 Public-Key'],
])('a key of %s %s is made as asked', async (KeyType, KeyLength, wanted) => {
  const api = await freshWorld();
  const answer = await generate(api, { KeyType, KeyLength });
  expect(answer.status).toBe(200);
  const shown = openssl(['req', '-in', 'a.csr', '-noout', '-text', '-verify'], { 'a.csr': text(answer.body, 'CSR') });
  expect(wanted.split('|').some((part) => shown.includes(part))).toBe(true);
});

test('10.5 makes RSA and ECC keys only, and wants their length', async () => {
  const api = await freshWorld({ profile: '10.5' });
  expect((await generate(api)).status).toBe(200);
  expect(text((await generate(api, { KeyType: 'ED25519', KeyLength: 255 })).body, 'Message')).toContain('ED25519');
  expect(at((await generate(api, { KeyLength: null })).body, 'errors', 'KeyLength')).toBeDefined();
});

test('generated requests wait in a paged list, each described in lines of Name=Value', async () => {
  const api = await freshWorld();
  for (const n of [1, 2, 3]) await generate(api, { Subject: `CN=gen0${n}.keyexample.com` });
  const page = await api('GET', '/CSRGeneration/Pending?sq.returnLimit=2&sq.sortField=Id&sq.sortAscending=1');
  expect(page.headers.get('X-Total-Count')).toBe('3');
  const [first, second, ...rest] = records(page.body);
  expect(rest).toEqual([]);
  expect([first?.['Id'], second?.['Id']]).toEqual([3, 2]);
  expect(Object.keys(first ?? {})).toEqual(['Id', 'CSR', 'RequestTime', 'Subject']);
  expect(first?.['Subject']).toEqual([
    'CN=gen03.keyexample.com',
    'DNS Name=gen03.keyexample.com',
    'Key Type=ECC',
    'Key Length=256',
    'Hash Algorithm=SHA-256',
  ]);
});

test('one request is read by its id, and deleted alone or with others', async () => {
  const api = await freshWorld();
  const made = await generate(api);
  await generate(api);
  await generate(api);
  const one = await api('GET', '/CSRGeneration/Pending/1');
  expect(one.body).toEqual({ CSRFilePath: 'gen01.keyexample.com.csr', CSRText: text(made.body, 'CSR') });
  expect((await api('DELETE', '/CSRGeneration/Pending/1')).status).toBe(204);
  expect((await api('GET', '/CSRGeneration/Pending/1')).status).toBe(404);
  expect((await api('DELETE', '/CSRGeneration/Pending/1')).status).toBe(404);
  expect((await api('DELETE', '/CSRGeneration/Pending', { body: [1, 2] })).status).toBe(204);
  expect((await pending(api)).map((row) => row['Id'])).toEqual([3]);
});

test('a request made here is refused without forceEnroll; with it the certificate has the key and the request is gone', async () => {
  const api = await freshWorld();
  const csr = text((await generate(api)).body, 'CSR');
  for (const force of [null, false]) {
    const refused = await sign(api, csr, force);
    expect([refused.status, text(refused.body, 'Message')]).toEqual([400, expect.stringContaining('forceEnroll')]);
  }
  expect(await pending(api)).toHaveLength(1);
  const answer = await sign(api, csr, true);
  expect(answer.status).toBe(200);
  expect(await pending(api)).toEqual([]);
  const id = String(at(answer.body, 'CertificateInformation', 'KeyfactorID'));
  expect(at((await api('GET', `/Certificates/${id}`)).body, 'HasPrivateKey')).toBe(true);
});

test('a request made here that has to be approved stays until it is', async () => {
  const api = await freshWorld();
  const csr = text((await generate(api, { Subject: 'CN=pending.keyexample.com' })).body, 'CSR');
  const answer = await sign(api, csr, true);
  expect(at(answer.body, 'CertificateInformation', 'RequestDisposition')).toBe('PENDING');
  expect(await pending(api)).toHaveLength(1);
  const instance = text(answer.body, 'CertificateInformation', 'WorkflowInstanceId');
  await api('POST', `/Workflow/Instances/${instance}/Signals`, {
    body: { SignalKey: 'RequireApproval1.ApprovalStatus', Data: { Approved: 'True' } },
  });
  expect(await pending(api)).toEqual([]);
});

test('10.5 does not know forceEnroll and enrolls its own requests without it', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const csr = text((await generate(api)).body, 'CSR');
  expect((await sign(api, csr, null)).status).toBe(200);
});

test('a request brought from elsewhere needs no forceEnroll and takes it', async () => {
  const [here, there] = [await freshWorld(), await freshWorld()];
  for (const force of [null, true]) {
    const csr = text((await generate(there)).body, 'CSR');
    expect((await sign(here, csr, force)).status).toBe(200);
  }
});

test('the rules of a pattern count where it is named, and it must allow CSR generation', async () => {
  const api = await freshWorld();
  const refusal = async (more: Record<string, unknown>) => text((await generate(api, more)).body, 'Message');
  expect(await refusal({ EnrollmentPatternId: 3 })).toContain('is not configured for CSR generation');
  const internal = { EnrollmentPatternId: 7, KeyType: 'RSA', KeyLength: 2048 };
  expect(await refusal(internal)).toContain('No hyphen before the dot');
  const named = { ...internal, Subject: 'CN=app.corp.keyexample.com' };
  expect((await generate(api, named)).status).toBe(200);
  expect(await refusal({ ...named, KeyType: 'ECC', KeyLength: 256 })).toContain('not allowed by the template policy');
  expect(await refusal({ KeyType: 'RSA', KeyLength: 1024 })).toContain('not allowed by the template policy');
  expect(await refusal({ Subject: 'O=Nobody' })).toContain('Common Name: is required');
});

test('making requests and looking at those that wait are two rights, spelled as the version does', async () => {
  const named = async (user: string, method: string, path: string, profile = '25.4') => {
    const api = await freshWorld({ user, profile });
    const answer = await api(method, path, method === 'POST' ? { body: {} } : {});
    return answer.status === 403 ? text(answer.body, 'Message').split(': ').slice(1).join(': ') : answer.status;
  };
  expect(await named('csrdesk', 'POST', '/CSRGeneration/Generate')).toBe('/certificates/enrollment/csr_generation/.');
  expect(await named('csrdesk', 'GET', '/CSRGeneration/Pending')).toBe('/certificates/requests/manage/.');
  expect(await named('csrdesk', 'GET', '/CSRGeneration/Pending', '10.5')).toBe('CertificateEnrollment: PendingCsr.');
  expect(await named('enroller', 'GET', '/CSRGeneration/Pending')).toBe(200);
});

test('anybody may have a request parsed, and what is no request is refused in words', async () => {
  const api = await freshWorld();
  const csr = text((await generate(api)).body, 'CSR');
  await become(api, 'nobody');
  const parsed = await api('POST', '/Enrollment/CSR/Parse', { body: { CSR: csr } });
  expect(parsed.body).toEqual([
    'CN=gen01.keyexample.com',
    'O="Key Example, Inc."',
    'C=US',
    'DNS Name=gen01.keyexample.com',
    'Key Type=ECC',
    'Key Length=256',
    'Hash Algorithm=SHA-256',
  ]);
  const broken = await api('POST', '/Enrollment/CSR/Parse', { body: { CSR: 'MII' } });
  expect([broken.status, text(broken.body, 'Message')]).toEqual([400, expect.stringContaining('could not be parsed')]);
});
