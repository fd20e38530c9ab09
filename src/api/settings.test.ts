import { expect, test } from 'vitest';
import { settingsBody } from './settings.ts';
import { isDocument, type WireDocument } from './wireDocument.ts';

const corpus = import.meta.glob<WireDocument>('./corpus/settings-*.json', { eager: true, import: 'default' });
const named = (name: string): WireDocument => corpus[`./corpus/settings-${name}.json`] ?? {};

test('the 10.5 rules go back as they came', () => {
  expect(Object.keys(corpus)).toHaveLength(3);
  expect(JSON.stringify(settingsBody(named('10.5')))).toBe(JSON.stringify(named('10.5')));
});

test('where KeyInfo is the only form it goes back, the derived name of the owner role does not', () => {
  const policy = settingsBody(named('24.4'))['TemplatePolicy'];
  expect(isDocument(policy) && Object.keys(policy)).toEqual([
    'Id',
    'AllowKeyReuse',
    'AllowWildcards',
    'RFCEnforcement',
    'CertificateOwnerRole',
    'DefaultCertificateOwnerRoleId',
    'KeyInfo',
  ]);
});

test('where the lists came, KeyInfo stays out and the policy keeps its id; unknown members stay', () => {
  const was = named('25.4');
  const body = settingsBody({ ...was, Later: { a: null } });
  expect(Object.keys(body)).toEqual(['Regexes', 'Defaults', 'Policies', 'Later']);
  expect([body['Regexes'], body['Defaults']]).toEqual([was['Regexes'], was['Defaults']]);
  expect(isDocument(body['Policies']) && Object.keys(body['Policies'])).toEqual([
    'Id',
    'AllowKeyReuse',
    'AllowWildcards',
    'RFCEnforcement',
    'CertificateOwnerRole',
    'DefaultCertificateOwnerRoleId',
    'PrimaryKeyAlgorithms',
    'AlternativeKeyAlgorithms',
  ]);
});
