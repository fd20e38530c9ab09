import { expect, test } from 'vitest';
import { attributeLabel, isKnownType, unseenInValue, valueAdvice, withoutUnseen } from './attributeTypes.ts';
import { attributeName, attributeOid } from './oids.ts';

test.each([
  ['commonName', 'Common name'],
  ['0.9.2342.19200300.100.1.25', 'Domain component'],
  ['SN', 'Surname'],
  ['GN', 'Given name'],
  ['jurisdictionC', 'Jurisdiction: country'],
  ['2.5.4.46', 'DN qualifier'],
  ['1.2.3.4', '1.2.3.4'],
])('the part %s is called %s', (type, label) => expect(attributeLabel(type)).toBe(label));

test('a part goes by one name however it is written, and that name leads back to its OID', () => {
  for (const [names, oid] of [
    [['ST', 'S', 'stateOrProvinceName', 'OID.2.5.4.8'], '2.5.4.8'],
    [['T', 'title'], '2.5.4.12'],
    [['postalCode'], '2.5.4.17'],
    [['dnQualifier', 'DNQ'], '2.5.4.46'],
    [['1.2.3.4'], '1.2.3.4'],
  ] as const) {
    expect(new Set(names.map(attributeName)).size).toBe(1);
    expect(names.map(attributeOid)).toEqual(names.map(() => oid));
  }
  expect(attributeOid('X-OWN')).toBeUndefined();
});

test('a name of nobody is not known, an OID always is', () => {
  expect(['uid', '1.2.3', '2.25.329800735698586629295641978511506172918'].every(isKnownType)).toBe(true);
  expect(['X-OWN', '1.', '3.1.2', '1.02', 'DNS', ''].some(isKnownType)).toBe(false);
});

test.each([
  ['app ', 'ends with a space'],
  [' app', 'begins with a space'],
  ['a\u00a0b', 'a no-break space (U+00A0)'],
  ['app\u200b', 'U+200B'],
  ['a\u202eb', 'U+202E'],
  [' app\t', 'begins with a space and holds a tab'],
])('what cannot be seen in %j is named', (value, words) => expect(unseenInValue(value)).toContain(words));

test('what can be seen is not spoken of, and what cannot be seen can be taken out', () => {
  expect(['', 'Müller & Söhne', 'a  b', '日本'].map(unseenInValue)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(withoutUnseen(' app\u200b01\u00a0x\t ')).toBe('app01 x');
});

test('advice about a value speaks of its length and its form, never of what is fine', () => {
  expect(valueAdvice('C', 'se')).toContain('two capital letters');
  expect(valueAdvice('C', 'SE')).toBeUndefined();
  expect(valueAdvice('CN', 'a'.repeat(65))).toContain('65 characters');
  expect(valueAdvice('CN', '😀'.repeat(64))).toBeUndefined();
  expect(valueAdvice('E', 'mail')).toContain('e-mail');
  expect(valueAdvice('1.2.3.4', 'a'.repeat(999))).toBeUndefined();
});
