import { inflateRawSync, crc32 } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { at, freshWorld, records, text, type Api, type Seen } from './apiForTests.ts';
import { become, enroll, idOf, password, pfxBody } from './enrollForTests.ts';
import { openOracle } from './pki/opensslOracle.ts';

const oracle = openOracle();
afterAll(oracle.close);
// Starting Java on a busy machine may take longer than the usual limit.
const javaMs = 30_000;

const enrolled = (answer: Seen) => Buffer.from(text(answer.body, 'CertificateInformation', 'Pkcs12Blob'), 'base64');

/** Names and texts of a zip, read from its directory at the end; checks the sum of each. */
function unzipped(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, string>();
  let here = bytes.readUInt32LE(end + 16);
  for (let n = 0; n < bytes.readUInt16LE(end + 10); n += 1) {
    const nameLength = bytes.readUInt16LE(here + 28);
    const name = bytes.subarray(here + 46, here + 46 + nameLength).toString('utf8');
    const local = bytes.readUInt32LE(here + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(here + 20)));
    expect(crc32(content)).toBe(bytes.readUInt32LE(here + 16));
    files.set(name, content.toString('utf8'));
    here += 46 + nameLength + bytes.readUInt16LE(here + 30) + bytes.readUInt16LE(here + 32);
  }
  return files;
}

/** Common names of the certificates of a text, in their order. */
function names(pem: string): string[] {
  oracle.file('all.pem', pem);
  oracle.openssl('crl2pkcs7', '-nocrl', '-certfile', 'all.pem', '-out', oracle.path('all.p7b'));
  const { text: listed } = oracle.openssl('pkcs7', '-in', 'all.p7b', '-print_certs', '-noout');
  return [...listed.matchAll(/^subject=.*?CN = ([^,\n]*)/gm)].map(([, name = '']) => name);
}

/** The public key of a file, by openssl. */
function publicKey(...args: string[]): string {
  const answer = oracle.openssl(...args);
  expect(answer.status).toBe(0);
  return answer.stdout.toString('utf8');
}

function certificateKey(pem: string): string {
  oracle.file('leaf.cer', pem);
  return publicKey('x509', '-in', 'leaf.cer', '-noout', '-pubkey');
}

function encryptedKey(pem: string, pass = password): string {
  oracle.file('key.pem', pem);
  return publicKey('pkey', '-in', 'key.pem', '-passin', `pass:${pass}`, '-pubout');
}

function keystore(bytes: Buffer, pass = password, ...more: string[]) {
  oracle.file('store.jks', bytes);
  const args = ['-list', '-v', '-keystore', 'store.jks', '-storetype', 'JKS', '-storepass', pass];
  return oracle.run('keytool', [...args, ...more]);
}

const chain = ['app01.keyexample.com', 'CorpIssuingCA1', 'Key Example Root CA'];

test('a ZIP holds the encrypted key, the certificate and its chain, each a PEM file of its own', async () => {
  const answer = await enroll(await freshWorld(), {}, 'zip');
  const bytes = enrolled(answer);
  const files = unzipped(bytes);
  const file = (part: string) => files.get(`app01.keyexample.com-${part}`) ?? '';
  expect([...files.keys()].map((name) => name.replace('app01.keyexample.com-', ''))).toEqual([
    'key.pem',
    'server.cer',
    'chain1.cer',
    'chain2.cer',
  ]);
  expect(['server.cer', 'chain1.cer', 'chain2.cer'].flatMap((part) => names(file(part)))).toEqual(chain);
  expect(file('server.cer').startsWith('#CN=app01.keyexample.com,')).toBe(true);
  expect(file('key.pem')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expect(encryptedKey(file('key.pem'))).toBe(certificateKey(file('server.cer')));
  expect(answer.headers.get('X-CertificateFile')).toBe('app01.keyexample.com.zip');
});

test(
  'Java opens the ZIP as an archive',
  async () => {
    oracle.file('bundle.zip', enrolled(await enroll(await freshWorld(), {}, 'ZIP')));
    expect(oracle.run('keytool', ['-printcert', '-jarfile', 'bundle.zip']).text).toContain('Not a signed jar file');
    oracle.file('broken.zip', Buffer.from('PK and nothing behind it'));
    expect(oracle.run('keytool', ['-printcert', '-jarfile', 'broken.zip']).text).not.toContain('Not a signed jar file');
  },
  javaMs,
);

test('10.5 makes a ZIP, but no JKS, PEM or REPLACE', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const old = { EnrollmentPatternId: null, Template: 'WebServer2Y' };
  expect([...unzipped(enrolled(await enroll(api, old, 'Zip'))).keys()]).toHaveLength(4);
  for (const format of ['JKS', 'PEM', 'REPLACE']) {
    expect(at((await enroll(api, old, format)).body, 'ErrorCode')).toBe('0xA0110008');
  }
});

test.each(['24.4', '25.4'])(
  'on %s keytool opens a JKS with its password and finds the key with its chain under the friendly name',
  async (profile) => {
    const api = await freshWorld({ profile });
    const template = { EnrollmentPatternId: null, Template: 'WebServer2Y' };
    const answer = await enroll(api, { ...template, CustomFriendlyName: 'Shop Front' }, 'JKS');
    const bytes = enrolled(answer);
    expect(bytes.subarray(0, 4).toString('hex')).toBe('feedfeed');
    const { text: listed, status } = keystore(bytes);
    expect(listed).toContain('Alias name: shop front');
    expect(listed).toContain('Entry type: PrivateKeyEntry');
    expect(listed).toContain('Certificate chain length: 3');
    expect([...listed.matchAll(/Owner: CN=([^,\n]*)/g)].map(([, name]) => name)).toEqual(chain);
    expect(status).toBe(0);
    expect(keystore(bytes, 'another-password').text).toContain('password was incorrect');
    expect(answer.headers.get('X-CertificateFile')).toBe('app01.keyexample.com.jks');
  },
  javaMs,
);

test(
  'the key in a JKS is the one of its certificate, and its alias without a friendly name is the common name',
  async () => {
    const answer = await enroll(await freshWorld(), { KeyType: 'RSA', KeyLength: 2048, IncludeChain: false }, 'JKS');
    const { text: listed } = keystore(enrolled(answer));
    expect(listed).toContain('Alias name: app01.keyexample.com');
    expect(listed).toContain('Certificate chain length: 1');
    const from = ['-srckeystore', 'store.jks', '-srcstoretype', 'JKS', '-srcstorepass', password];
    const to = ['-destkeystore', 'out.p12', '-deststoretype', 'PKCS12', '-deststorepass', password];
    const imported = oracle.run('keytool', ['-importkeystore', '-noprompt', ...from, ...to]);
    expect(imported.status).toBe(0);
    const open = ['pkcs12', '-in', 'out.p12', '-passin', `pass:${password}`];
    const opened = oracle.openssl(...open, '-noenc', '-nocerts').text;
    oracle.file('out.pem', /-----BEGIN PRIVATE KEY[^]*/.exec(opened)?.[0] ?? '');
    const certificate = oracle.openssl(...open, '-nokeys', '-clcerts').text;
    expect(publicKey('pkey', '-in', 'out.pem', '-pubout')).toBe(certificateKey(certificate));
  },
  javaMs,
);

test('REPLACE answers a PKCS#12 like STORE', async () => {
  const answer = await enroll(await freshWorld(), {}, 'REPLACE');
  oracle.file('a.pfx', enrolled(answer));
  const opened = oracle.openssl('pkcs12', '-in', 'a.pfx', '-passin', `pass:${password}`, '-nokeys');
  expect(names(opened.text)).toEqual(chain);
  expect(answer.headers.get('X-CertificateFile')).toBe('app01.keyexample.com.store');
});

test('a PEM bundle stands in the chain order that was asked for, the key behind its certificate', async () => {
  const api = await freshWorld();
  const pem = async (more: object) => enrolled(await enroll(api, { ...more }, 'PEM')).toString('utf8');
  expect(names(await pem({}))).toEqual(chain);
  expect(names(await pem({ ChainOrder: 'EndEntityFirst' }))).toEqual(chain);
  const turned = await pem({ ChainOrder: 'RootFirst' });
  expect(names(turned)).toEqual(chain.toReversed());
  expect(turned.trimEnd().endsWith('-----END ENCRYPTED PRIVATE KEY-----')).toBe(true);
  expect(encryptedKey(/-----BEGIN ENCRYPTED[^]*/.exec(turned)?.[0] ?? '')).toBe(
    certificateKey(turned.slice(turned.lastIndexOf('-----BEGIN CERTIFICATE'))),
  );
  expect(names(await pem({ IncludeChain: false, ChainOrder: 'RootFirst' }))).toEqual(chain.slice(0, 1));
  expect(await pem({ IncludeSubjectHeader: false })).not.toContain('#');
});

test('a PKCS#12 stays leaf first whatever the chain order', async () => {
  oracle.file('a.pfx', enrolled(await enroll(await freshWorld(), { ChainOrder: 'RootFirst' }, 'PFX')));
  const opened = oracle.openssl('pkcs12', '-in', 'a.pfx', '-passin', `pass:${password}`, '-nokeys');
  expect(names(opened.text)).toEqual(chain);
});

test('a provider of the list is written to the key, any other is refused, and none where the setting forbids it', async () => {
  const api = await freshWorld();
  const provider = 'Microsoft Software Key Storage Provider';
  const ask = (name: string) => enroll(api, { MicrosoftTargetCSP: name }, 'PFX');
  oracle.file('a.pfx', enrolled(await ask(provider.toUpperCase())));
  const opened = oracle.openssl('pkcs12', '-in', 'a.pfx', '-passin', `pass:${password}`, '-noenc');
  expect(opened.text).toMatch(new RegExp(`Microsoft CSP Name: ${provider}[^]*BEGIN PRIVATE KEY`));
  expect(text((await ask('Acme Provider')).body, 'Message')).toContain('not in the list');
  const settings = records((await api('GET', '/AppSetting')).body);
  const Id = settings.find((row) => row.DisplayName === 'Allow Cryptographic Service Providers')?.Id;
  expect((await api('PUT', '/AppSetting', { body: [{ Id, Value: 'False' }] })).status).toBe(204);
  expect(text((await ask(provider)).body, 'Message')).toContain('is not allowed');
});

test('a setting is changed one by one too, and only with the right to do so', async () => {
  const api = await freshWorld();
  expect((await api('PUT', '/AppSetting/1', { body: { Value: '20' } })).status).toBe(204);
  expect(at((await api('GET', '/AppSetting/1')).body, 'Value')).toBe('20');
  expect(text((await enroll(api)).body, 'Message')).toContain('at least 20 characters');
  const made = await enroll(api, { Password: null });
  expect(text(made.body, 'CertificateInformation', 'Password')).toHaveLength(20);
  expect((await api('PUT', '/AppSetting', { body: [{ Id: 999, Value: 'x' }] })).status).toBe(404);
  await become(api, 'auditor');
  expect(text((await api('PUT', '/AppSetting/1', { body: { Value: '1' } })).body, 'Message')).toContain('modify');
});

test('version 1 takes missing subject parts from the caller’s directory entry, version 2 does not', async () => {
  const api = await freshWorld({ user: 'enroller' });
  const body = pfxBody({
    PopulateMissingValuesFromAD: true,
    Subject: 'CN=app01.keyexample.com,O="Key Example, Inc.",L=',
  });
  const subject = async (version: 1 | 2) => {
    const answer = await api('POST', '/Enrollment/PFX', { version, headers: { 'x-certificateformat': 'PFX' }, body });
    return text((await api('GET', `/Certificates/${idOf(answer)}`)).body, 'IssuedDN');
  };
  expect(await subject(1)).toBe(
    'CN=app01.keyexample.com,O="Key Example, Inc.",E=enroller@keyexample.com,OU=Information Technology,L=Cleveland,ST=Ohio,C=US',
  );
  expect(await subject(2)).toMatch(/^CN=app01\.keyexample\.com,O="Key Example, Inc\."(,L=)?$/);
});

async function recover(api: Api, format: string | null, more: Record<string, unknown>): Promise<Seen> {
  const body = { Password: password, IncludeChain: true, ...more };
  return api('POST', '/Certificates/Recover', { headers: { 'x-certificateformat': format }, body });
}

test(
  'a retained key is recovered in every format, always in the member PFX',
  async () => {
    const api = await freshWorld();
    const CertId = idOf(await enroll(api));
    const file = async (format: string, more: object = {}) => {
      const answer = await recover(api, format, { CertId, ...more });
      expect(Object.keys(answer.body as object)).toEqual(['PFX', 'FileName']);
      const name = `app01.keyexample.com.${format.toLowerCase()}`;
      expect([text(answer.body, 'FileName'), answer.headers.get('X-CertificateFile')]).toEqual([name, name]);
      return Buffer.from(text(answer.body, 'PFX'), 'base64');
    };
    const pem = (await file('PEM', { ChainOrder: 'RootFirst' })).toString('utf8');
    expect(names(pem)).toEqual(chain.toReversed());
    const files = unzipped(await file('ZIP'));
    const key = encryptedKey(files.get('app01.keyexample.com-key.pem') ?? '');
    expect(key).toBe(certificateKey(files.get('app01.keyexample.com-server.cer') ?? ''));
    oracle.file('a.pfx', await file('PFX', { FriendlyName: 'mine', IncludeChain: false }));
    const opened = oracle.openssl('pkcs12', '-in', 'a.pfx', '-passin', `pass:${password}`, '-noenc').text;
    expect(opened).toContain('friendlyName: mine');
    expect(names(opened)).toEqual(chain.slice(0, 1));
    expect(keystore(await file('JKS')).text).toContain('Certificate chain length: 3');
  },
  javaMs,
);

test('no kept key is said before the format; STORE is no format to recover; the password is needed every time', async () => {
  const api = await freshWorld();
  const kept = idOf(await enroll(api));
  const lost = idOf(await enroll(api, { EnrollmentPatternId: 6 }));
  expect([
    (await recover(api, 'STORE', { CertId: lost })).body,
    (await recover(api, 'STORE', { CertId: kept })).body,
  ]).toEqual([
    { ErrorCode: '0xA0110002', Message: 'No private key could be found for the given certificate.' },
    { ErrorCode: '0xA0110008', Message: "The format 'STORE' is invalid." },
  ]);
  for (const Password of ['', 'short'])
    expect((await recover(api, 'PFX', { CertId: kept, Password })).status).toBe(400);
  await become(api, 'auditor');
  const refused = await recover(api, 'PFX', { CertId: kept });
  expect([refused.status, text(refused.body, 'Message')]).toEqual([403, expect.stringContaining('private_key')]);
});

test('10.5 recovers PFX, PEM and JKS, and says 404 where no key is kept', async () => {
  const api = await freshWorld({ profile: '10.5' });
  const old = { EnrollmentPatternId: null };
  const CertId = idOf(await enroll(api, { ...old, Template: 'WebServer2Y' }));
  expect((await recover(api, 'PEM', { CertId })).status).toBe(200);
  expect((await recover(api, 'ZIP', { CertId })).status).toBe(400);
  const lost = idOf(await enroll(api, { ...old, Template: 'WebServerNoKey' }));
  expect((await recover(api, 'PFX', { CertId: lost })).status).toBe(404);
});

test('the key of a seeded certificate is recovered and is its own', async () => {
  const api = await freshWorld();
  const [row] = records((await api('GET', '/Certificates?QueryString=HasPrivateKey -eq true&ReturnLimit=1')).body);
  const answer = await recover(api, 'ZIP', { Thumbprint: row?.Thumbprint });
  const files = [...unzipped(Buffer.from(text(answer.body, 'PFX'), 'base64'))].map(([, content]) => content);
  expect(encryptedKey(files[0] ?? '')).toBe(certificateKey(files[1] ?? ''));
});
