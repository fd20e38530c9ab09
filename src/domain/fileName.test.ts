import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName } from './fileName.ts';

test.each([
  ['shop.example.com', '4A00', 'pfx', 'shop.example.com_4A00.pfx'],
  ['*.example.com', '01', 'PEM', 'wildcard.example.com_01.pem'],
  ['../../etc/passwd', '01', 'pem', 'etcpasswd_01.pem'],
  ['a/b\\c:d?e"f<g>h|i', '', 'p7b', 'abcdefghi.p7b'],
  ['Åsa Öberg', 'AB:CD', '.crt', 'Åsa Öberg_ABCD.crt'],
  ['CON', '', 'pem', '_CON.pem'],
  ['exe\u202efdp', '1', 'pem', 'exefdp_1.pem'],
  ['', '', 'pem', 'certificate.pem'],
])('%j with serial %j as %s is called %s', (cn, serial, extension, expected) =>
  expect(safeFileName(cn, serial, extension)).toBe(expected),
);

test('a piece is named beside the whole', () =>
  expect(safeFileName('*.example.com', '01', 'pem', 'full/chain')).toBe('wildcard.example.com_01_fullchain.pem'));

test('no name leads out of a folder, hides its end or is too long', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom(...Array.from('./\\ *:\u0000\u202e')), fc.string({ unit: 'binary', maxLength: 1 })),
    maxLength: 300,
  });
  fc.assert(
    fc.property(text, text, (cn, serial) => {
      const name = safeFileName(cn, serial, 'pem');
      expect(name).toMatch(/^[^./\\\s][^/\\:*?"<>|]*\.pem$/);
      expect(name).not.toContain('..');
      expect(Array.from(name).length).toBeLessThan(200);
    }),
  );
});
