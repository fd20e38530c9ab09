import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasFirstPolicyShape, templateBody } from './templateBody.ts';
import { isDocument, type WireDocument } from './wireDocument.ts';

const corpus = import.meta.glob<WireDocument>('./corpus/template-*.json', { eager: true, import: 'default' });
const documents = Object.entries(corpus).map(([path, document]) => ({
  name: path.replace(/^.*\/|\.json$/g, ''),
  document,
}));

const writable = [
  'Id',
  'FriendlyName',
  'KeyRetention',
  'KeyRetentionDays',
  'KeyArchival',
  'EnrollmentFields',
  'MetadataFields',
  'AllowedEnrollmentTypes',
  'TemplateRegexes',
  'TemplateDefaults',
  'TemplatePolicy',
  'UseAllowedRequesters',
  'AllowedRequesters',
  'RequiresApproval',
  'KeyUsage',
];
const later = [
  'AllowOneClickRenewals',
  'CertificateCleanupEnabled',
  'TimeAfterExpiration',
  'TimeAfterExpirationUnits',
  'DeleteWithArchivedKey',
];

function corpusDocument(name: string): WireDocument {
  const found = documents.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name} in the corpus`);
  return found.document;
}

describe('the body of PUT Templates', () => {
  test('the corpus holds both generations', () => {
    expect(documents.length).toBeGreaterThanOrEqual(6);
    expect(documents.filter(({ document }) => hasFirstPolicyShape(document)).length).toBe(2);
  });

  test.each(documents)('$name: exactly the writable members of its generation go back', ({ name, document }) => {
    const expected = name.includes('10.5') ? [...writable, 'KeySize', 'KeyType'] : [...writable, ...later];
    expect(Object.keys(templateBody(document)).toSorted()).toEqual(expected.toSorted());
  });

  test.each(documents)('$name: every writable value but the policy is the very value that came', ({ document }) => {
    const body = templateBody(document);
    for (const [name, value] of Object.entries(body)) {
      expect(name === 'TemplatePolicy' || value === document[name]).toBe(true);
    }
  });

  test('the old mirror of the key algorithms stays out where the lists came', () => {
    const policy = templateBody(corpusDocument('template-25.4-pattern-full'))['TemplatePolicy'];
    expect(isDocument(policy) && Object.keys(policy)).toEqual([
      'TemplateId',
      'AllowKeyReuse',
      'AllowWildcards',
      'RFCEnforcement',
      'CertificateOwnerRole',
      'DefaultCertificateOwnerRoleId',
      'PrimaryKeyAlgorithms',
      'AlternativeKeyAlgorithms',
    ]);
  });

  test('where KeyInfo is the only form it goes back whole', () => {
    const document = corpusDocument('template-24.4');
    const [policy, was] = [templateBody(document)['TemplatePolicy'], document['TemplatePolicy']];
    expect(isDocument(policy) && policy['KeyInfo']).toEqual(isDocument(was) && was['KeyInfo']);
    expect(isDocument(policy) && policy['KeyInfo']).toBeTruthy();
  });

  test('a template without a policy keeps its null', () => {
    expect(templateBody(corpusDocument('template-25.4-no-pattern'))['TemplatePolicy']).toBeNull();
  });

  test('a 10.5 policy goes back as it came', () => {
    const document = corpusDocument('template-10.5-full');
    expect(templateBody(document)['TemplatePolicy']).toEqual(document['TemplatePolicy']);
  });

  test('members that are not known go back, whatever they hold and however deep they lie', () => {
    const unknown = fc.dictionary(
      fc.string({ minLength: 1 }).map((name) => `x-${name}`),
      fc.jsonValue(),
      { maxKeys: 4 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...documents), unknown, unknown, ({ document }, top, inPolicy) => {
        const policy = document['TemplatePolicy'];
        const fed = JSON.parse(
          JSON.stringify({
            ...document,
            ...top,
            ...(isDocument(policy) ? { TemplatePolicy: { ...policy, ...inPolicy } } : {}),
          }),
        ) as WireDocument;
        const body = templateBody(fed);
        for (const name of Object.keys(top)) expect(body[name]).toBe(fed[name]);
        const [sent, fedPolicy] = [body['TemplatePolicy'], fed['TemplatePolicy']];
        for (const name of Object.keys(inPolicy)) {
          expect(isDocument(sent) ? sent[name] : 'no policy').toBe(
            isDocument(fedPolicy) ? fedPolicy[name] : 'no policy',
          );
        }
      }),
    );
  });
});
