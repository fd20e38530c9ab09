import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCertificate, type CertificateDetails } from '../../../api/certificates.ts';
import { ApiError } from '../../../api/errors.ts';
import { asPatternId, asTemplateId } from '../../../domain/ids.ts';
import { formatDn } from '../../../domain/dn.ts';
import { requestedSubject } from '../names/subjectForm.ts';
import type { EnrollChoice } from '../setup.ts';
import { testChoice, testTemplate } from '../setupForTests.ts';
import { fittingChoices, oldCertificate } from './oldCertificate.ts';

const { pattern } = testChoice;
if (!pattern) throw new Error('the choice of the tests has a pattern');
const choice = (patternId: number, templateId: number): EnrollChoice => ({
  ...testChoice,
  key: `pattern:${patternId}`,
  pattern: { ...pattern, patternId: asPatternId(patternId) },
  template: { ...testTemplate, templateId: asTemplateId(templateId) },
});
const choices = [choice(1, 4), choice(2, 4), choice(3, 9)];
const keys = (patternId: number | null, templateId: number | null, from = choices) =>
  fittingChoices(from, { patternId, templateId: templateId === null ? null : asTemplateId(templateId) }).map(
    ({ key }) => key,
  );

test('what fits a certificate is its own pattern where it is offered, else all that is of its template', () => {
  expect(keys(2, 4)).toEqual(['pattern:2']);
  expect(keys(null, 4)).toEqual(['pattern:1', 'pattern:2']);
  expect(keys(77, 9)).toEqual(['pattern:3']);
  expect(keys(null, null)).toEqual([]);
  const alone = { ...testChoice, key: 'authority:x', template: null, pattern: null };
  expect(keys(null, null, [alone])).toEqual([]);
  expect(keys(null, 4, [{ ...testChoice, key: 'template:4', pattern: null }])).toEqual(['template:4']);
});

const pem = readFileSync(new URL('../../../../e2e/corpus/certificates/case-plain.pem', import.meta.url), 'utf8');
const record: CertificateDetails = {
  ...readCertificate({
    Id: 7,
    IssuedDN: 'CN=old.example.com,O="A, B"',
    TemplateName: 'Web',
    TemplateId: 4,
    ContentBytes: pem.replaceAll(/-----.*-----|\s/g, ''),
  }),
  revokedAt: '',
  revocationComment: '',
  ownerName: '',
  principalName: '',
  requestId: null,
  patternId: 2,
  signingAlgorithm: '',
  metadata: {},
};

test('names come from the certificate itself; where it cannot be read the reason is kept and nothing fits', () => {
  const old = oldCertificate(7, { data: record, error: null }, choices);
  expect(old).toMatchObject({ certificateId: 7, templateName: 'Web', failure: '', fitting: [{ key: 'pattern:2' }] });
  expect(old.names && formatDn(requestedSubject(old.names.subject))).toBe('CN=old.example.com,O="A, B"');
  expect(old.names?.sans.length).toBeGreaterThan(0);
  const { content, ...bare } = record;
  expect(content).not.toBe('');
  expect(oldCertificate(7, { data: { ...bare, content: '' }, error: null }, choices).names).toBeNull();
  const lost = oldCertificate(7, { data: undefined, error: new ApiError({ kind: 'http', status: 404 }) }, choices);
  expect(lost).toMatchObject({ names: null, fitting: [], failure: expect.stringMatching(/./) });
});
