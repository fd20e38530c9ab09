import { expect, test } from 'vitest';
import { patternBody } from './patternBody.ts';
import { isDocument, type WireDocument } from './wireDocument.ts';

const corpus = import.meta.glob<WireDocument>('./corpus/pattern-*.json', { eager: true, import: 'default' });
const documents = Object.entries(corpus).map(([path, document]) => ({
  name: path.replace(/^.*\/|\.json$/g, ''),
  document,
}));

function corpusDocument(name: string): WireDocument {
  const found = documents.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name} in the corpus`);
  return found.document;
}

test.each(documents)('$name: everything but the id and the template goes back', ({ document }) => {
  const expected = Object.keys(document).filter((name) => name !== 'Id' && name !== 'Template');
  expect(Object.keys(patternBody(document))).toEqual(expected);
  expect(documents.length).toBe(3);
});

test('roles go back as names and certificate authorities as ids', () => {
  expect(patternBody(corpusDocument('pattern-25.4-full'))).toMatchObject({
    AssociatedRoles: ['Ops Enrollers', 'Administrator'],
    CertificateAuthorities: [3],
  });
});

test('every other value but the policy is the very value that came', () => {
  const changed = new Set(['AssociatedRoles', 'CertificateAuthorities', 'Policies']);
  for (const { document } of documents) {
    for (const [name, value] of Object.entries(patternBody(document))) {
      expect(changed.has(name) || value === document[name]).toBe(true);
    }
  }
});

test('KeyInfo and the owner role name stay out where the algorithm lists came, and only there', () => {
  const later = patternBody(corpusDocument('pattern-25.4-full'))['Policies'];
  expect(isDocument(later) && Object.keys(later)).toEqual([
    'AllowKeyReuse',
    'AllowWildcards',
    'RFCEnforcement',
    'CertificateOwnerRole',
    'DefaultCertificateOwnerRoleId',
    'DefaultCertificateOwnerOverride',
    'PrimaryKeyAlgorithms',
    'AlternativeKeyAlgorithms',
  ]);
  const first = patternBody(corpusDocument('pattern-25.1'))['Policies'];
  expect(isDocument(first) && Object.keys(first)).toContain('KeyInfo');
  expect(isDocument(first) && Object.keys(first)).not.toContain('DefaultCertificateOwnerRoleName');
});

test('a list that is null stays null, an unknown member stays', () => {
  const body = patternBody({
    Id: 1,
    Name: 'x',
    AssociatedRoles: null,
    CertificateAuthorities: [7],
    Later: { deep: [null] },
  });
  expect(body).toEqual({ Name: 'x', AssociatedRoles: null, CertificateAuthorities: [7], Later: { deep: [null] } });
});
