import { describe, expect, test } from 'vitest';
import { readCertificate } from '../../../api/certificates.ts';
import { readCsrAnswer, readPfxAnswer, type Enrolled } from '../../../api/enrollment.ts';
import { maskedBody, type SentRequest } from '../sent.ts';
import { plannedStore } from '../pfx/pfxForTests.ts';
import { receipt, receiptFile, secretsOf, type ReceiptSource } from './receipt.ts';

const password = 'Vq7-hdk2-MMz9-plm4';
const sent: SentRequest = {
  kind: 'pfx',
  subject: [[{ type: 'CN', value: '*.example.com' }]],
  sans: [{ kind: 'dns', value: '*.example.com' }],
  key: null,
  spki: null,
  authority: null,
  templateId: null,
  source: 'Web servers – Ops',
  startedAt: new Date('2026-04-21T19:57:49Z'),
  usages: null,
  post: {
    method: 'POST',
    path: '/Enrollment/PFX',
    headers: { 'x-keyfactor-api-version': '2', Authorization: 'Basic dTpw' },
    body: maskedBody({ Subject: 'CN=*.example.com', Password: password }),
  },
  stores: 0,
};
const issued = readPfxAnswer({
  body: {
    SuccessfulStores: ['a'],
    CertificateInformation: {
      KeyfactorId: 4712,
      SerialNumber: '6B01',
      Pkcs12Blob: 'AQID',
      Password: password,
      RequestDisposition: 'ISSUED',
      DispositionMessage: `Your password is ${password}.`,
      WorkflowReferenceId: 904,
    },
    Metadata: { Owner: 'b' },
  },
  header: (name) => (name === 'X-Keyfactor-Correlation-Id' ? 'c-1' : null),
  receivedAt: 0,
});
const refusal = {
  summary: 'The server refused the request.',
  serverWords: `The password ${password} is too short.`,
  reasons: ['Rule 7'],
  code: '0xA0110002',
  correlationId: 'c-9',
};
const pending = readCsrAnswer({
  body: { CertificateInformation: { KeyfactorRequestId: 318, RequestDisposition: 'PENDING' } },
  header: () => null,
  receivedAt: 0,
});
const source = (outcome: ReceiptSource['outcome'], more: Partial<ReceiptSource> = {}): ReceiptSource => ({
  outcome,
  view: null,
  record: null,
  requester: { name: 'KEYEXAMPLE\\admin', told: '' },
  server: { address: 'https://command.example.com/KeyfactorAPI', version: '25.4.1' },
  appVersion: '1.0.0',
  savedAt: new Date('2026-04-21T20:00:00Z'),
  secrets: [password],
  ...more,
});
const answered = (answer: Enrolled) => source({ kind: 'answered', sent, answer, adopted: false });
const lost = source({
  kind: 'unknown',
  sent,
  about: { error: { summary: 'The server did not answer in time.', correlationId: 'c-9' } },
});

describe('a receipt', () => {
  test('says who asked what of which server and when, and what came of it', () => {
    expect(receipt(answered(issued))).toMatchObject({
      outcome: 'issued',
      requestedBy: 'KEYEXAMPLE\\admin',
      sentAt: '2026-04-21T19:57:49.000Z',
      server: { address: 'https://command.example.com/KeyfactorAPI', version: '25.4.1' },
      application: { version: '1.0.0' },
      request: { path: '/Enrollment/PFX', body: { Subject: 'CN=*.example.com' } },
      answer: { certificateId: 4712, correlationId: 'c-1', metadata: { Owner: 'b' }, storesWithJob: ['a'] },
    });
  });

  test('holds neither password, file nor sign-in, wherever they stood', () => {
    const { text } = receiptFile(answered(issued));
    expect(text).not.toContain(password);
    expect(text).not.toContain('AQID');
    expect(text).not.toContain('Basic dTpw');
    expect(text).toContain('"Password": "(not shown)"');
  });

  test('begins with lines for someone who reads it in a ticket', () => {
    const { receipt: lines } = receipt(answered(issued));
    expect(lines).toContain('Issued: PFX enrollment with Web servers – Ops');
    expect(lines).toContain('Certificate id: 4712');
    expect(lines).toContain('Correlation id: c-1');
  });

  test('says in its lines where the name of the requester stands, or that the server told none', () => {
    const of = (name: string | null, told: string) =>
      receipt(source({ kind: 'answered', sent, answer: pending, adopted: false }, { requester: { name, told } }));
    const named = of('KEYEXAMPLE\\b', 'as the request at the CA says');
    expect(named['requestedBy']).toBe('KEYEXAMPLE\\b');
    expect(named['receipt']).toContain('Requested by: KEYEXAMPLE\\b (as the request at the CA says)');
    const nobody = of(null, 'not told by the server');
    expect(nobody['requestedBy']).toBeNull();
    expect(nobody['receipt']).toContain('Requested by: not told by the server');
  });

  test('of a waiting request has its request id and no certificate', () => {
    expect(receipt(answered(pending))).toMatchObject({
      outcome: 'pending',
      answer: { requestId: 318, certificateId: null },
      certificate: null,
    });
  });

  test('of a request that failed has the word of the server, and one that was denied the usual word', () => {
    const ended = (word: string) => {
      const body = { CertificateInformation: { RequestDisposition: word } };
      const [first] = receipt(answered(readCsrAnswer({ body, header: () => null, receivedAt: 0 })))[
        'receipt'
      ] as string[];
      return first;
    };
    expect(ended('FAILED')).toMatch(/^FAILED: /);
    expect(ended('DENIED')).toMatch(/^Denied: /);
  });

  test('of a lost answer says that nothing is known, and keeps the error', () => {
    expect(receipt(lost)).toMatchObject({ outcome: 'unknown', answer: null, error: { correlationId: 'c-9' } });
    expect(receipt(lost)['receipt']).toContain('Correlation id: c-9');
  });

  test('of a refusal says that nothing was issued, with the words, code and id of the server and without its secrets', () => {
    const refused = receipt(source({ kind: 'refused', sent, error: refusal }));
    expect(refused).toMatchObject({
      outcome: 'refused',
      answer: null,
      certificate: null,
      error: { code: '0xA0110002' },
    });
    const lines = refused['receipt'] as string[];
    expect(lines[0]).toMatch(/^Refused, no certificate was issued: /);
    expect(lines.slice(-4)).toEqual([
      'The server says: The password (not shown) is too short.',
      'Reason: Rule 7',
      'Code: 0xA0110002',
      'Correlation id: c-9',
    ]);
    expect(JSON.stringify(refused)).not.toContain(password);
  });

  test('of a certificate that was found by searching says so, and names it', () => {
    const record = readCertificate({ Id: 7, IssuedDN: 'CN=a', RequesterName: 'x', Thumbprint: 'AB' });
    const found = receipt(source({ kind: 'answered', sent, answer: issued, adopted: true }, { record }));
    expect(found).toMatchObject({ foundBySearching: true, certificate: { certificateId: 7, requester: 'x' } });
  });

  test('is named after name and serial number, else after the time of sending', () => {
    expect(receiptFile(answered(issued)).name).toBe('wildcard.example.com_6B01_receipt.json');
    expect(receiptFile(lost).name).toBe('wildcard.example.com_20260421T195749_receipt.json');
  });
});

test('secrets are the passwords of request, answer and stores, and entry parameters that their type calls secret', () => {
  const properties = [
    { name: 'Pin', value: 'geheim-1234' },
    { name: 'Site', value: 'open-1234' },
  ];
  const stores = [
    { ...plannedStore, properties, entryPassword: 'of-the-entry' },
    { ...plannedStore, properties: [{ name: 'Pin', value: 'of' }] },
  ];
  const asked = { ...sent, password: 'typed-here-1', values: { stores } };
  expect(secretsOf(asked, issued)).toEqual(['typed-here-1', password, 'of-the-entry', 'geheim-1234', 'of']);
  expect(secretsOf(sent, null)).toEqual([]);
  expect(secretsOf({ ...sent, values: {} }, pending)).toEqual([]);
});
