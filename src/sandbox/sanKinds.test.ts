import { expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api } from './apiForTests.ts';
import { enroll, idOf, openssl } from './enrollForTests.ts';

const guid = '00112233-4455-6677-8899-aabbccddeeff';

async function leafPem(api: Api, id: number): Promise<string> {
  const row = (await api('GET', `/Certificates/${id}`)).body;
  const lines = text(row, 'ContentBytes').replaceAll(/.{1,64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`;
}

test('every kind of name that the server documents and this sandbox writes is in the certificate, as openssl reads it', async () => {
  const api = await freshWorld();
  const SANs = {
    dns: ['kinds.keyexample.com'],
    ip4: ['10.1.2.3'],
    ip6: ['2001:db8::17'],
    rfc822: ['ops@keyexample.com'],
    uri: ['https://kinds.keyexample.com/a?b=c'],
    registeredid: ['1.3.6.1.4.1.99999.1'],
    directory: ['CN=kinds,O="Key Example, Inc.",C=US'],
    ms_ntprincipalname: ['svc-kinds@corp.keyexample.com'],
    ms_ntdsreplication: [guid],
  };
  const id = idOf(await enroll(api, { Subject: 'CN=kinds.keyexample.com', SANs }));
  const files = { 'a.pem': await leafPem(api, id) };
  const shown = openssl(['x509', '-in', 'a.pem', '-noout', '-ext', 'subjectAltName', '-nameopt', 'RFC2253'], files);
  expect(shown).toContain('DNS:kinds.keyexample.com');
  expect(shown).toContain('IP Address:10.1.2.3');
  expect(shown).toContain('IP Address:2001:DB8:0:0:0:0:0:17');
  expect(shown).toContain('email:ops@keyexample.com');
  expect(shown).toContain('URI:https://kinds.keyexample.com/a?b=c');
  expect(shown).toContain('Registered ID:1.3.6.1.4.1.99999.1');
  expect(shown).toMatch(/DirName:.*Key Example, Inc/);
  expect(shown).toContain('svc-kinds@corp.keyexample.com');
  const structure = openssl(['asn1parse', '-in', 'a.pem'], files).toLowerCase();
  expect(structure).toContain(`06092b0601040182371901a0120410${guid.replaceAll('-', '')}`);
});

test('the record of a certificate numbers the kinds of its names', async () => {
  const api = await freshWorld();
  const SANs = { ms_ntprincipalname: ['u@r.example'], ms_ntdsreplication: [guid], registeredid: ['1.2.3'] };
  const id = idOf(await enroll(api, { SANs }));
  const names = records(at((await api('GET', `/Certificates/${id}`)).body, 'SubjectAltNameElements'));
  expect(names.map((name) => [name['Type'], name['Value']])).toEqual([
    [2, 'app01.keyexample.com'],
    [100, 'u@r.example'],
    [101, '00112233445566778899AABBCCDDEEFF'],
    [8, '1.2.3'],
  ]);
});

test.each(['x400', 'ediparty'])('names of the kind %s are not written, and that is said', async (kind) => {
  const api = await freshWorld();
  const answer = await enroll(api, { SANs: { [kind]: ['anything'] } });
  expect([answer.status, text(answer.body, 'Message')]).toEqual([501, expect.stringContaining(kind)]);
});
