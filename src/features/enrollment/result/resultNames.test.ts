import { expect, test } from 'vitest';
import { bundleFile, fileTitle, isDelivery } from './resultNames.ts';

test.each([
  ['PFX', 'PFX', 'pfx', true],
  ['STORE', 'PFX', 'pfx', true],
  ['REPLACE', null, 'pfx', true],
  ['ZIP', 'ZIP', 'zip', true],
  ['JKS', 'JKS', 'jks', true],
  ['JKS', 'PFX', 'jks', true],
  ['PEM', 'PEM', 'pem', true],
  ['PEM', 'PFX', 'pfx', false],
] as const)('asked for %s, and the bytes are %s: the file ends in %s', (format, found, extension, asAsked) =>
  expect(bundleFile(format, found)).toMatchObject({ extension, asAsked }),
);

test('files are named after the common name, else after the first alternative name', () => {
  const sans = [{ kind: 'dns', value: 'b.example.com' }] as const;
  expect(fileTitle({ subject: [[{ type: 'CN', value: 'a' }]], sans })).toBe('a');
  expect(fileTitle({ subject: [], sans })).toBe('b.example.com');
});

test('STORE and REPLACE are deliveries, and no file is one', () => {
  const formats = ['PFX', 'ZIP', 'PEM', 'JKS', 'STORE', 'REPLACE'] as const;
  expect(formats.filter(isDelivery)).toEqual(['STORE', 'REPLACE']);
});
