import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { read } from './der.ts';
import { decodeName, encodeName, formatDn, parseDn } from './names.ts';
import type { Rdn } from './names.ts';

const cn = '2.5.4.3';
const o = '2.5.4.10';

function parsed(text: string): Rdn[] {
  const rdns = parseDn(text);
  if ('error' in rdns) throw new Error(rdns.error);
  return rdns;
}

function problem(text: string): string {
  const rdns = parseDn(text);
  return 'error' in rdns ? rdns.error : 'no error';
}

test('more than 16 KiB of text is not read as a name', () => {
  expect(parseDn(`CN=${'a'.repeat(16 * 1024 - 3)}`)).toHaveLength(1);
  expect(parseDn(`CN=${'a'.repeat(16 * 1024 - 2)}`)).toEqual({ error: 'The subject is longer than 16 KiB.' });
  expect(parseDn('O=a,'.repeat(500_000))).toEqual({ error: 'The subject is longer than 16 KiB.' });
});

describe('reading a subject', () => {
  test('the parts come in the order written, spaces around them do not count', () => {
    expect(parsed('CN=host.example.com, O=Key Example ,C = SE')).toEqual([
      [{ oid: cn, value: 'host.example.com' }],
      [{ oid: o, value: 'Key Example' }],
      [{ oid: '2.5.4.6', value: 'SE' }],
    ]);
  });
  test.each([
    ['quotes hold commas', 'O="Key, Inc"', 'Key, Inc'],
    ['a doubled quote stands for one', 'O="The ""Key"" Company"', 'The "Key" Company'],
    ['a backslash escapes inside quotes', String.raw`O="a\"b\\c"`, String.raw`a"b\c`],
    ['a backslash escapes outside quotes', String.raw`O=Key\, Inc\+Co`, 'Key, Inc+Co'],
    ['an escaped space at the end stays', String.raw`O=Key\ `, 'Key '],
    ['hex pairs are UTF-8', String.raw`O=Lu\C4\8Di\C4\87`, 'Lučić'],
    ['an equals sign may stand in a value', 'O=a=b', 'a=b'],
    ['text outside ASCII needs no escape', 'O=Räksmörgås 🔑', 'Räksmörgås 🔑'],
    ['a value in DER is read', 'O=#0c024869', 'Hi'],
    ['a value may be empty', 'O=', ''],
  ])('%s', (_rule, text, value) => {
    expect(parsed(text)).toEqual([[{ oid: o, value }]]);
  });
  test('attributes joined with + are one part', () => {
    expect(parsed('CN=a+UID=b,O=c')[0]).toEqual([
      { oid: cn, value: 'a' },
      { oid: '0.9.2342.19200300.100.1.1', value: 'b' },
    ]);
  });
  test.each(['cn', 'CN', 'commonName', '2.5.4.3', 'OID.2.5.4.3', 'oid.2.5.4.3'])('%s is the common name', (keyword) => {
    expect(parsed(`${keyword}=a`)).toEqual([[{ oid: cn, value: 'a' }]]);
  });
  test('an empty text is an empty name', () => {
    expect(parsed('  ')).toEqual([]);
  });
  test.each([
    ['an unknown attribute is named', 'XY=a', 'XY'],
    ['an impossible OID is refused', '3.1=a', '3.1'],
    ['text without an attribute is refused', 'CN=a,b', 'b'],
    ['a comma at the end is refused', 'CN=a,', 'without an attribute'],
    ['an open quote is refused', 'O="a', 'not closed'],
    ['text after a closing quote is refused', 'O="a"b', 'after the closing quote'],
    ['a bare quote inside a value is refused', 'O=a"b"', 'escaped'],
    ['a bare semicolon is refused', 'CN=a;O=b', 'escaped'],
    ['a backslash at the end is refused', 'O=a\\', 'backslash'],
    ['hex pairs that are no UTF-8 are refused', String.raw`O=\ff\fe`, 'UTF-8'],
    ['broken DER after # is refused', 'O=#0c05', 'DER'],
    ['odd hex after # is refused', 'O=#0c0', 'is not hex'],
  ])('%s', (_rule, text, part) => {
    expect(problem(text)).toContain(part);
  });
});

describe('writing a subject', () => {
  test('there is no space after a comma, state is ST and e-mail is E', () => {
    expect(formatDn(parsed('CN=a, S=Skåne, emailAddress=x@example.com'))).toBe('CN=a,ST=Skåne,E=x@example.com');
  });
  test('a value with a separator is quoted', () => {
    expect(formatDn(parsed(String.raw`O=Key\, \"K\" Inc`))).toBe(String.raw`O="Key, \"K\" Inc"`);
  });
  test('an attribute without a keyword is written by its OID', () => {
    expect(formatDn(parsed('1.2.3.4=a'))).toBe('1.2.3.4=a');
  });
});

describe('round trips', () => {
  const value = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(',', '+', '"', '\\', '#', ' ', ';', '=', '<', 'a') }),
  );
  const attribute = fc.record({
    oid: fc.constantFrom(cn, o, '2.5.4.6', '2.5.4.5', '1.2.840.113549.1.9.1', '1.2.3.4'),
    value,
  });
  const name = fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { maxLength: 5 });

  test('the replacement character is a character, and broken UTF-8 is not', () => {
    const odd = [[{ oid: cn, value: 'a\uFFFD ' }]];
    expect(parseDn(formatDn(odd))).toEqual(odd);
    expect(decodeName(read(encodeName(odd)))).toEqual(odd);
    expect(parseDn('CN=a\\FF')).toHaveProperty('error');
  });
  test('every name survives text', () => {
    fc.assert(
      fc.property(name, (rdns) => {
        expect(parseDn(formatDn(rdns))).toEqual(rdns);
      }),
    );
  });
  test('every name survives DER, up to the order inside a part', () => {
    const sorted = (rdns: readonly Rdn[]): string[][] =>
      rdns.map((rdn) => rdn.map((a) => `${a.oid}=${a.value}`).toSorted());
    fc.assert(
      fc.property(name, (rdns) => {
        expect(sorted(decodeName(read(encodeName(rdns))))).toEqual(sorted(rdns));
      }),
    );
  });
  test('no text makes the reader throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('C', 'N', '=', '"', '\\', ',', '+', '#', '0', 'c', ' ') }),
        (text) => {
          expect(() => [parseDn(text), parseDn(`CN=${text}`), parseDn(`O="${text}`)]).not.toThrow();
        },
      ),
    );
  });
});

describe('DER', () => {
  const hex = (text: string): string => encodeName(parsed(text)).toString('hex');
  test('the DER starts with the last part of the text', () => {
    expect(hex('CN=a,C=SE')).toBe('3019310b3009060355040613025345310a300806035504030c0161');
  });
  test('country is a PrintableString, domain component and e-mail are IA5Strings, the rest is UTF8String', () => {
    expect(hex('C=SE')).toContain('13025345');
    expect(hex('SERIALNUMBER=12')).toContain('13023132');
    expect(hex('DC=se')).toContain('16027365');
    expect(hex('E=a@b')).toContain('1603614062');
    expect(hex('O=ab')).toContain('0c026162');
    expect(hex('DC=å')).toContain('0c02c3a5');
  });
  test('a value that is no string keeps its bytes', () => {
    expect(formatDn(decodeName(read(encodeName(parsed('1.2.3.4=#02010a')))))).toBe('1.2.3.4=#02010a');
  });
  test('old string types are read as the text they are', () => {
    const one = (typed: string): string => {
      const attribute = `0603550403${typed}`;
      const length = (bytes: string): string => (bytes.length / 2).toString(16).padStart(2, '0');
      const sequence = `30${length(attribute)}${attribute}`;
      const set = `31${length(sequence)}${sequence}`;
      return formatDn(decodeName(read(Buffer.from(`30${length(set)}${set}`, 'hex'))));
    };
    expect(one('1e0400e50062')).toBe('CN=åb');
    expect(one('1401e5')).toBe('CN=å');
    expect(one('1c040001f511')).toBe('CN=🔑');
  });
  test('an attribute without a value is left out', () => {
    expect(hex('CN=,C=SE')).toBe(hex('C=SE'));
  });
});
