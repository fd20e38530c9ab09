import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseCertificate } from './certificate.ts';
import { judgeCandidate, judgeCandidates, sameRequester, searchBackMs, twinsOf } from './candidates.ts';

const folder = mkdtempSync(join(tmpdir(), 'matching-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Base64 DER of a certificate for app01.example.com, made by OpenSSL. */
function made(name: string, sans = 'DNS:www.example.com,IP:10.0.0.1', curve = 'P-256'): string {
  const file = join(folder, name);
  const options = ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-nodes', '-keyout', `${file}.key`];
  const subject = ['-subj', '/C=SE/ST=Skane/O=Example, Inc./CN=app01.example.com', '-addext', `subjectAltName=${sans}`];
  execFileSync('openssl', ['req', '-x509', ...options, ...subject, '-outform', 'DER', '-out', file], {
    stdio: 'ignore',
  });
  return readFileSync(file).toString('base64');
}

const content = made('first');
const view = parseCertificate(content);
const record = {
  certificateId: 2429,
  subject: 'CN=app01.example.com,O=Example\\, Inc.,S=Skane,C=SE',
  importedAt: '2026-03-19T21:26:35.000Z',
  authorityName: 'http://ejbca-ca:8082/ejbca\\Sub-CA',
  templateId: 4 as number | null,
  requesterName: 'KEYEXAMPLE\\Admin',
  content,
};
const sent = {
  subject: [
    [{ type: 'CN', value: 'app01.example.com' }],
    [{ type: 'O', value: 'Example, Inc.' }],
    [{ type: 'ST', value: 'Skane' }],
  ],
  sans: [
    { kind: 'ip4', value: '10.0.0.1' },
    { kind: 'dns', value: 'WWW.example.com' },
  ],
  key: { keyType: 'ECC', bits: 256, curve: '1.2.840.10045.3.1.7', label: 'ECC P-256' },
  spki: null,
  authority: 'corpca01\\sub-ca',
  templateId: 4,
} as const;
const own = 'keyexample\\admin';
const differences = (change: object, name: string | null = own, of = record) =>
  judgeCandidate({ ...sent, ...change }, name, of).differences;

describe('a found certificate', () => {
  test('fits when everything that was sent is in it; order, case, S for ST and the host of the CA make no difference', () => {
    const judged = judgeCandidate(sent, own, record);
    expect(judged.differences).toEqual([]);
    expect(judged.notCompared).toEqual([]);
  });

  test.each([
    ['template', { templateId: 5 }],
    ['CA', { authority: 'Root-CA' }],
    ['subject (O)', { subject: [[{ type: 'O', value: 'Other' }]] }],
    ['alternative names', { sans: [{ kind: 'dns', value: 'www.example.com' }] }],
    ['alternative names', { sans: [...sent.sans, { kind: 'dns', value: 'more.example.com' }] }],
    ['alternative names', { sans: [{ kind: 'uri', value: '10.0.0.1' }, sent.sans[1]] }],
    ['key', { key: { keyType: 'RSA', bits: 2048, label: 'RSA 2048' } }],
  ])('of another %s differs in that', (what, change) => expect(differences(change)).toEqual([what]));

  test('is not held against what was left to the server', () => {
    expect(judgeCandidate({ ...sent, authority: null, templateId: null, key: null }, own, record)).toMatchObject({
      differences: [],
      notCompared: [],
    });
  });

  test('of another requester differs; whose own name is not known cannot tell', () => {
    expect(differences({}, 'KEYEXAMPLE\\steward')).toEqual(['requester']);
    expect(judgeCandidate(sent, null, record)).toMatchObject({ differences: [], notCompared: ['requester'] });
    const untold = { ...record, requesterName: '' };
    expect(judgeCandidate(sent, 'KEYEXAMPLE\\admin', untold)).toMatchObject({
      differences: [],
      notCompared: ['requester'],
    });
  });

  test('may hold the common name as a DNS name too, which the server adds by itself', () => {
    const more = { ...record, content: made('rfc', 'DNS:www.example.com,IP:10.0.0.1,DNS:app01.example.com') };
    expect(differences({}, own, more)).toEqual([]);
  });

  test('may hold parts that nobody asked for', () => {
    expect(differences({ subject: [[{ type: 'CN', value: 'app01.example.com' }]] })).toEqual([]);
  });

  test('may spell its subject in other letter case and with other spaces', () => {
    expect(differences({ subject: [[{ type: 'O', value: ' EXAMPLE,  Inc.' }]] })).toEqual([]);
  });

  test('without its bytes is compared by what the record says, and says what it could not compare', () => {
    const bare = { ...record, content: '', templateId: null, authorityName: '' };
    expect(judgeCandidate(sent, own, bare)).toMatchObject({
      differences: [],
      notCompared: ['template', 'CA', 'alternative names', 'key'],
    });
  });

  test('that does not say when it came in may be old, and says that this was not compared', () => {
    expect(judgeCandidate(sent, own, { ...record, importedAt: '' })).toMatchObject({
      differences: [],
      notCompared: ['time of issue'],
    });
  });

  test('with the key of the CSR is proven, with another key it differs', () => {
    if (!view.ok) throw new Error(view.reason);
    expect(judgeCandidate({ ...sent, spki: view.value.spki }, own, record)).toMatchObject({
      differences: [],
      sameKey: true,
    });
    const other = { ...record, content: made('second') };
    expect(judgeCandidate({ ...sent, spki: view.value.spki }, own, other)).toMatchObject({
      differences: ['key'],
      sameKey: false,
      otherKey: true,
    });
  });

  test('of which a part is not known any more is not said to fit or to differ in it', () => {
    const half = {
      ...sent,
      templateId: null,
      sans: [],
      key: null,
      forgotten: ['template', 'alternative names', 'key'],
    } as const;
    expect(judgeCandidate(half, own, record)).toMatchObject({
      differences: [],
      notCompared: ['template', 'alternative names', 'key'],
    });
  });

  test('has its grade in words', () => {
    if (!view.ok) throw new Error(view.reason);
    const grade = (change: object, of = record) => judgeCandidate({ ...sent, ...change }, own, of).grade;
    expect(grade({ spki: view.value.spki })).toBe(
      'Fits in everything that can be compared. It holds the key of the request.',
    );
    expect(grade({ authority: 'Root-CA' }, { ...record, importedAt: '' })).toBe(
      'Differs in CA. Not compared, as one side is not known: time of issue.',
    );
  });
});

describe('beside the certificate that was answered', () => {
  const answer = { certificateId: 1, answeredAtMs: Date.parse('2026-03-19T21:26:30Z') };
  const ids = (change: Partial<typeof record>, of: Partial<typeof sent> | object = {}) =>
    twinsOf({ ...sent, ...of }, answer, [{ ...record, ...change }]).map((each) => each.certificateId);

  test('another one is a twin, if it came in no more than a few seconds after the answer', () => {
    expect(ids({})).toEqual([2429]);
    expect(ids({ importedAt: '2026-03-19T21:26:36Z' })).toEqual([]);
    expect(ids({ importedAt: '' })).toEqual([]);
    expect(twinsOf(sent, { ...answer, certificateId: 2429 }, [record])).toEqual([]);
  });

  test('one that was found by an alternative name is a twin only with the same alternative names', () => {
    const subject = [[{ type: 'O', value: 'Example, Inc.' }]];
    const { sans } = sent;
    expect(ids({}, { subject, sans: [...sans, { kind: 'dns', value: 'app01.example.com' }] })).toEqual([]);
    expect(ids({}, { subject })).toEqual([2429]);
  });
});

test('those that fit come before those that differ', () => {
  const other = { ...record, requesterName: 'KEYEXAMPLE\\steward' };
  expect(judgeCandidates(sent, own, [other, record]).map((each) => each.record)).toEqual([record, other]);
});

test.each([
  ['admin', 'KEYEXAMPLE\\Admin', true],
  ['KEYEXAMPLE\\admin', 'admin', true],
  ['KEYEXAMPLE\\admin', 'OTHER\\admin', false],
  ['svc-a', 'svc-b', false],
])('%s and %s are one account: %s', (a, b, expected) => expect(sameRequester(a, b)).toBe(expected));

test('the search goes two minutes back, half a minute where neither template nor CA tells certificates apart', () => {
  expect(searchBackMs({ templateId: null, authority: null })).toBe(30_000);
  expect(searchBackMs({ templateId: 4, authority: null })).toBe(120_000);
  expect(searchBackMs({ templateId: null, authority: 'Sub-CA' })).toBe(120_000);
});
