import { describe, expect, test } from 'vitest';
import { weaknesses } from './weakness.ts';
import type { KeyInfo } from './x509.ts';

const grades = (key: KeyInfo | null, signature?: string) =>
  weaknesses(key, signature).map(({ grade, where }) => `${grade} ${where}`);
const key = (kind: KeyInfo['kind'], bits: number, curve?: string): KeyInfo => ({
  kind,
  bits,
  label: kind,
  ...(curve === undefined ? {} : { curve }),
});

describe('a key is weak', () => {
  test.each([
    [key('RSA', 512), 'likely refused key'],
    [key('RSA', 1024), 'worth a look key'],
    [key('RSA', 2047), 'worth a look key'],
    [key('ECC', 192, '1.2.840.10045.3.1.1'), 'worth a look key'],
    [key('DSA', 2048), 'worth a look key'],
  ])('%o: %s', (info, grade) => expect(grades(info)).toEqual([grade]));
  test.each([
    [key('RSA', 2048)],
    [key('ECC', 256, '1.2.840.10045.3.1.7')],
    [key('ECC', 0, '1.2.3.4')],
    [key('Ed25519', 255)],
    [key('other', 0)],
    [null],
  ])('but not %o', (info) => expect(grades(info)).toEqual([]));
});

describe('a hash is weak', () => {
  test.each(['MD5withRSA', 'MD2withRSA'])('%s is likely refused', (name) => {
    expect(grades(null, name)).toEqual(['likely refused signature']);
  });
  test.each(['SHA-1withRSA', 'SHA-1withECDSA', 'SHA-1withDSA', 'RSASSA-PSS with SHA-1'])(
    '%s is worth a look',
    (name) => {
      expect(grades(null, name)).toEqual(['worth a look signature']);
    },
  );
  test.each(['SHA-256withRSA', 'SHA-512withECDSA', 'RSASSA-PSS', 'Ed25519', 'ML-DSA-44', '1.2.3.4', undefined])(
    'but not %s',
    (name) => expect(grades(null, name)).toEqual([]),
  );
});
