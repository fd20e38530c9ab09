import { expect, test } from 'vitest';
import { at, freshWorld, record, records, text, type Api } from './apiForTests.ts';
import { advance, become, enroll, idOf, openssl, storeId } from './enrollForTests.ts';

const Timestamp = '2026-03-20T16:36:23Z';

async function available(api: Api, id: number): Promise<{ type: unknown; message: string }> {
  const { body } = await api('GET', `/Enrollment/AvailableRenewal/Id/${id}`);
  return { type: at(body, 'AvailableRenewalType'), message: text(body, 'Message') };
}

const renew = (api: Api, body: Record<string, unknown>, query = '') =>
  api('POST', `/Enrollment/Renew${query}`, { body: { Timestamp, ...body } });

/** Takes the one-click permission from the template WebServer2Y, as its PUT does with what is left out. */
async function forbidOneClick(api: Api): Promise<void> {
  const template = record((await api('GET', '/Templates/17')).body);
  const { AllowOneClickRenewals: _, ...rest } = template;
  const put = await api('PUT', '/Templates', { body: rest });
  expect(put.status).toBe(200);
}

test('one-click renewal is there where CA and template allow it, and says so for the thumbprint too', async () => {
  const api = await freshWorld();
  const made = await enroll(api);
  expect(await available(api, idOf(made))).toEqual({ type: 2, message: '' });
  const thumbprint = text(made.body, 'CertificateInformation', 'Thumbprint').toLowerCase();
  const answer = await api('GET', `/Enrollment/AvailableRenewal/Thumbprint/${thumbprint}`);
  expect(answer.body).toEqual({ AvailableRenewalType: 2, Message: '' });
  expect((await api('GET', '/Enrollment/AvailableRenewal/Thumbprint/00')).status).toBe(404);
  expect((await api('GET', '/Enrollment/AvailableRenewal/Id/999999')).status).toBe(404);
});

test('without one-click renewal a seeded one is left, and the message says why', async () => {
  const api = await freshWorld();
  const second = idOf(await enroll(api, { CertificateAuthority: 'CorpIssuingCA2' }));
  expect(await available(api, second)).toEqual({
    type: 1,
    message: expect.stringContaining("'CorpIssuingCA2' does not"),
  });
  const fields = idOf(await enroll(api, { EnrollmentPatternId: 6 }));
  expect(await available(api, fields)).toEqual({
    type: 1,
    message: expect.stringContaining("'WebServerNoKey' does not"),
  });
  const alone = { EnrollmentPatternId: null, CertificateAuthority: 'StandaloneCA' };
  const standalone = idOf(await enroll(api, alone));
  expect(await available(api, standalone)).toEqual({ type: 1, message: expect.stringContaining('not known') });
  const first = idOf(await enroll(api));
  await forbidOneClick(api);
  expect(await available(api, first)).toEqual({ type: 1, message: expect.stringContaining("'WebServer2Y' does not") });
});

test('10.5 knows no permission for one-click renewal: it is there where the template may be used', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const old = { EnrollmentPatternId: null, Template: 'WebServerNoKey' };
  const id = idOf(await enroll(api, old));
  expect((await available(api, id)).type).toBe(2);
  await become(api, 'auditor');
  expect(await available(api, id)).toEqual({ type: 1, message: expect.stringContaining('is not allowed to enroll') });
});

test('certificates of CAs and revoked ones cannot be renewed', async () => {
  const api = await freshWorld();
  expect(await available(api, 1)).toEqual({ type: 0, message: expect.stringContaining('not enrolled') });
  const [revoked] = records((await api('GET', '/Certificates?IncludeRevoked=true&QueryString=CertState -eq 2')).body);
  expect(await available(api, Number(revoked?.Id))).toEqual({ type: 0, message: 'The certificate is revoked.' });
  expect(text((await renew(api, { CertificateId: 1 })).body, 'Message')).toContain('not enrolled');
});

test('a one-click renewal needs only the id and makes the same certificate with a new key', async () => {
  const api = await freshWorld();
  const wanted = { Metadata: { Owner: 'Web team' }, SANs: { dns: ['www.keyexample.com'] }, KeyLength: 384 };
  const old = idOf(await enroll(api, wanted));
  const answer = await renew(api, { CertificateId: old });
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body as object)).toEqual([
    'KeyfactorId',
    'KeyfactorRequestId',
    'Thumbprint',
    'SerialNumber',
    'IssuerDN',
    'RequestDisposition',
    'DispositionMessage',
    'Password',
  ]);
  expect(answer.body).toMatchObject({
    KeyfactorRequestId: 0,
    RequestDisposition: 'ISSUED',
    IssuerDN: 'CN=CorpIssuingCA1,DC=keyexample,DC=com',
  });
  const row = async (id: unknown) => record((await api('GET', `/Certificates/${String(id)}`)).body);
  const [before, after] = [await row(old), await row(at(answer.body, 'KeyfactorId'))];
  for (const name of ['IssuedDN', 'KeySizeInBits', 'TemplateId', 'EnrollmentPatternId', 'Metadata']) {
    expect(after[name]).toEqual(before[name]);
  }
  expect(after.Thumbprint).toBe(at(answer.body, 'Thumbprint'));
  const shown = (certificate: Record<string, unknown>, what: string) =>
    openssl(['x509', '-inform', 'DER', '-in', 'a', '-noout', '-ext', 'subjectAltName', what], {
      a: Buffer.from(text(certificate, 'ContentBytes'), 'base64'),
    });
  expect(shown(after, '-subject')).toBe(shown(before, '-subject'));
  expect(shown(after, '-pubkey')).not.toBe(shown(before, '-pubkey'));
});

test('the password of a renewal deploys its key for five minutes, to whoever renewed it', async () => {
  const api = await freshWorld();
  const old = idOf(await enroll(api));
  const { body } = await renew(api, { CertificateId: old });
  const Password = text(body, 'Password');
  expect(Password.length).toBeGreaterThanOrEqual(16);
  const store = await storeId(api, 'ClientMachine -contains "k8s"');
  const deploy = (password: string) =>
    api('POST', '/Enrollment/PFX/Deploy', {
      body: {
        CertificateId: at(body, 'KeyfactorId'),
        Password: password,
        Stores: [{ StoreId: store, Alias: 'renewed' }],
      },
    });
  expect((await deploy('not-the-password')).status).toBe(400);
  expect((await deploy(Password)).status).toBe(200);
  await advance(api, 301);
  expect((await deploy(Password)).status).toBe(400);
});

test('where one click does not do, CA and pattern or template make it a seeded renewal', async () => {
  const api = await freshWorld();
  const old = idOf(await enroll(api, { CertificateAuthority: 'CorpIssuingCA2' }));
  expect(text((await renew(api, { CertificateId: old })).body, 'Message')).toContain(
    'One-click renewal is not available',
  );
  const byPattern = await renew(api, {
    CertificateId: old,
    EnrollmentPatternId: 3,
    CertificateAuthority: 'CorpIssuingCA1',
  });
  expect(text(byPattern.body, 'IssuerDN')).toContain('CorpIssuingCA1');
  const earlier = await freshWorld({ profile: '24.4' });
  const template = { EnrollmentPatternId: null, Template: 'WebServer2Y', CertificateAuthority: 'CorpIssuingCA2' };
  const id = idOf(await enroll(earlier, template));
  const byTemplate = await renew(earlier, {
    CertificateId: id,
    Template: 'WebServer2Y',
    CertificateAuthority: 'CorpIssuingCA2',
  });
  expect(text(byTemplate.body, 'RequestDisposition')).toBe('ISSUED');
});

test('exactly one of id and thumbprint names the certificate, and the time is required', async () => {
  const api = await freshWorld();
  const made = await enroll(api);
  const CertificateId = idOf(made);
  const Thumbprint = text(made.body, 'CertificateInformation', 'Thumbprint');
  for (const body of [{}, { CertificateId, Thumbprint }]) {
    expect(text((await renew(api, body)).body, 'Message')).toContain('Exactly one');
  }
  expect((await renew(api, { CertificateId, Timestamp: null })).status).toBe(400);
  expect((await renew(api, { Thumbprint })).status).toBe(200);
  expect((await renew(api, { CertificateId: 0 })).status).toBe(404);
});

test('a renewal that waits for approval has no certificate, and no other may start meanwhile', async () => {
  const api = await freshWorld();
  const made = await enroll(api, { Subject: 'CN=approved-later.keyexample.com,O="Key Example, Inc."' });
  await advance(api, 31);
  const request = String(at(made.body, 'CertificateInformation', 'KeyfactorRequestId'));
  const [first] = records((await api('GET', `/Certificates?QueryString=CertRequestId -eq ${request}`)).body);
  const CertificateId = Number(first?.Id);
  const waiting = await renew(api, { CertificateId });
  expect(waiting.body).toMatchObject({ KeyfactorId: 0, RequestDisposition: 'PENDING', Password: null });
  expect(at(waiting.body, 'KeyfactorRequestId')).toBeGreaterThan(0);
  const again = await renew(api, { CertificateId });
  expect([again.status, text(again.body, 'Message')]).toEqual([400, expect.stringContaining('suspended in workflow')]);
  const enrolled = await enroll(api, { RenewalCertificateId: CertificateId });
  expect(text(enrolled.body, 'Message')).toContain('suspended in workflow');
  await advance(api, 31);
  expect((await renew(api, { CertificateId })).status).toBe(200);
});

test('a renewal through a gateway that gave up was issued all the same', async () => {
  const api = await freshWorld();
  await enroll(api, { Subject: 'CN=timeout.keyexample.com,O="Key Example, Inc."' });
  const find = async () =>
    records((await api('GET', '/Certificates?QueryString=IssuedCN -eq "timeout.keyexample.com"')).body);
  const [old] = await find();
  expect((await renew(api, { CertificateId: old?.Id })).status).toBe(504);
  expect(await find()).toHaveLength(2);
});

test('RenewalCertificateId 0, an unknown one and one that may not be read are refused', async () => {
  const api = await freshWorld();
  const id = idOf(await enroll(api));
  const InstallIntoExistingCertificateStores = false;
  for (const RenewalCertificateId of [0, 999_999]) {
    const refused = await enroll(api, { RenewalCertificateId, InstallIntoExistingCertificateStores });
    expect([refused.status, text(refused.body, 'Message')]).toEqual([400, expect.stringContaining('for renewal')]);
  }
  expect((await enroll(api, { RenewalCertificateId: id, InstallIntoExistingCertificateStores })).status).toBe(200);
  await become(api, 'requester');
  const unreadable = await enroll(api, { RenewalCertificateId: id, InstallIntoExistingCertificateStores });
  expect(text(unreadable.body, 'Message')).toContain('/certificates/collections/read/');
});

test('renewing wants the right to read the certificate and the right to enroll', async () => {
  const api = await freshWorld();
  const CertificateId = idOf(await enroll(api));
  const lacking = async (user: string) => {
    await become(api, user);
    const { status, body } = await renew(api, { CertificateId, collectionId: 4 }, '?collectionId=4');
    return [status, text(body, 'Message').replace(/.*: /, '')];
  };
  expect(await lacking('auditor')).toEqual([403, '/certificates/enrollment/pfx/.']);
  expect(await lacking('requester')).toEqual([403, '/certificates/collections/read/.']);
  expect((await api('GET', `/Enrollment/AvailableRenewal/Id/${CertificateId}`)).status).toBe(403);
  expect((await api('GET', `/Certificates/Locations/${CertificateId}`)).status).toBe(403);
  await become(api, 'enroller');
  expect((await renew(api, { CertificateId })).status).toBe(200);
});

test('InstallIntoExistingCertificateStores is true unless it is said, on version 2 only', async () => {
  const api = await freshWorld();
  const stores = records((await api('GET', '/CertificateStores?ReturnLimit=200')).body);
  const store = stores.find((row) => row.CertStoreType === 131 && row.Approved === true);
  const [entry] = records((await api('GET', `/CertificateStores/${String(store?.Id)}/Inventory`)).body);
  const RenewalCertificateId = at(entry, 'Certificates', 0, 'Id');
  const ask = async (more: object) =>
    at((await enroll(api, { RenewalCertificateId, ...more })).body, 'SuccessfulStores');
  expect(await ask({})).toEqual([store?.Id]);
  expect(await ask({ InstallIntoExistingCertificateStores: false })).toBeNull();
});

test('the stores that hold a certificate come by type, each with machine, path and alias', async () => {
  const api = await freshWorld();
  const [store] = records((await api('GET', '/CertificateStores?ReturnLimit=200')).body).filter(
    (row) => row.CertStoreType === 131 && row.Approved === true,
  );
  const [entry] = records((await api('GET', `/CertificateStores/${String(store?.Id)}/Inventory`)).body);
  const id = String(at(entry, 'Certificates', 0, 'Id'));
  const { body } = await api('GET', `/Certificates/Locations/${id}`);
  const thumbprint = text((await api('GET', `/Certificates/${id}`)).body, 'Thumbprint');
  expect(body).toEqual({
    Details: [
      {
        StoreType: 'IIS Bound Certificate',
        StoreTypeId: 131,
        StoreCount: 1,
        Locations: [
          {
            StoreId: store?.Id,
            StoreTypeId: 131,
            ClientMachine: store?.ClientMachine,
            StorePath: store?.Storepath,
            AgentPool: null,
            Alias: thumbprint,
            IPAddress: null,
            Port: null,
            NetworkName: null,
          },
        ],
      },
    ],
  });
  expect((await api('GET', `/Certificates/Locations/${idOf(await enroll(api))}`)).body).toEqual({ Details: [] });
  expect((await api('GET', '/Certificates/Locations/999999')).status).toBe(404);
});
