import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonName, encodedAttribute, formatDn, parseDn, sameDn, slashedDn, type Rdn } from './dn.ts';

function read(text: string): Rdn[] {
  const parsed = parseDn(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.value;
}
const flat = (text: string) => read(text).map((rdn) => rdn.map((a) => `${a.type}:${a.value}`).join(' & '));

describe('reading a subject', () => {
  test.each([
    ['CN=a,O=b,C=SE', ['CN:a', 'O:b', 'C:SE']],
    ['cn = a ; o = b', ['CN:a', 'O:b']],
    ['CN=a\\, b', ['CN:a, b']],
    ['O="Example, Keys & Sons",C=SE', ['O:Example, Keys & Sons', 'C:SE']],
    ['O="say ""hi"" \\"there\\""', ['O:say "hi" "there"']],
    ['OU=one+CN=two', ['OU:one & CN:two']],
    ['CN=\\20 a\\ ', ['CN:  a ']],
    ['CN=L\\C3\\A5s', ['CN:Lås']],
    ['CN=x=y', ['CN:x=y']],
    ['CN=', ['CN:']],
    ['S=a,EMAILADDRESS=b@c,OID.2.5.4.3=d,2.5.4.10=e', ['ST:a', 'E:b@c', 'CN:d', 'O:e']],
    ['1.2.3.4=#0C0141', ['1.2.3.4:A']],
    ['1.2.3.4=#0101FF', ['1.2.3.4:#0101FF']],
    ['CN=\\#1 shop', ['CN:#1 shop']],
    ['', []],
  ])('%s', (text, expected) => expect(flat(text)).toEqual(expected));

  test.each([
    ['CN=a,', 5],
    ['CN=a,b', 6],
    ['O=A+B', 5],
    ['CN="a', 3],
    ['CN="a"b', 6],
    ['CN=a"b"', 4],
    ['CN=CORP\\user', 7],
    ['CN=#1 shop', 3],
    ['CN=#3003', 3],
    ['CN=\\C3', 3],
    ['=a', 0],
  ])('what is wrong with %s is said with its place', (text, at) =>
    expect(parseDn(text)).toEqual({ ok: false, reason: expect.any(String), at }),
  );
});

test('a subject is written without spaces, with quotes only where they are needed', () => {
  expect(formatDn(read('CN = a b, O = "Keys, Inc" , OU=\\#1'))).toBe('CN=a b,O="Keys, Inc",OU="#1"');
});

test('a value written in hexadecimal stays so, though it is judged by what it reads', () => {
  const [[part] = []] = read('1.2.3.4=#0C0141');
  expect(part).toEqual({ type: '1.2.3.4', value: 'A', hex: '#0C0141' });
  expect(formatDn(read('1.2.3.4=#0c0141+CN=#0101ff'))).toBe('1.2.3.4=#0c0141+CN=#0101FF');
  expect(encodedAttribute('CN', '#0C01')).toBeUndefined();
  expect(encodedAttribute('CN', '0C0141')).toBeUndefined();
});

test('the form with slashes is read from its other end', () => {
  expect(slashedDn('/C=SE/O=Example, Inc/CN=https://a/b')).toBe('CN=https://a/b,O="Example, Inc",C=SE');
  expect(slashedDn('CN=a')).toBeUndefined();
  expect(slashedDn('/home/user')).toBeUndefined();
});

const type = fc.oneof(
  fc.constantFrom('CN', 'O', 'OU', 'L', 'ST', 'C', 'E', 'DC', 'X-OWN'),
  fc.constantFrom('1.2.3.4', '1.3.6.1.4.1.311.60.2.1.3'),
);
const tricky = fc.string({ unit: fc.constantFrom(...Array.from(' ,;+=<>"\\#a0F\n\u0000é\u00a0😀')) });
const text = fc.record({ type, value: fc.oneof(tricky, fc.string({ unit: 'binary' })) });
const encoded = fc.record({
  type,
  value: fc.constantFrom('#0101FF', '#0500', '#3000'),
  encoded: fc.constant(true as const),
});
const rdns = fc.array(fc.array(fc.oneof({ weight: 5, arbitrary: text }, encoded), { minLength: 1, maxLength: 3 }));

test('reading what was written gives the same name', () => {
  fc.assert(
    fc.property(rdns, (name) => {
      expect(parseDn(formatDn(name))).toEqual({ ok: true, value: name });
    }),
    { numRuns: 400 },
  );
});

test('no text makes the reader throw', () => {
  const any = fc.oneof(
    tricky,
    fc.string({ unit: fc.constantFrom('CN', '=', ',', '"', '\\', '#', '0c', '+') }),
    fc.string(),
  );
  fc.assert(
    fc.property(any, (typed) => {
      expect(typeof parseDn(typed).ok).toBe('boolean');
    }),
    { numRuns: 400 },
  );
});

test('names are the same from either end and in any letter case, but not when a part differs', () => {
  expect(sameDn(read('CN=a,O=B,C=SE'), read('c=SE, o=b, cn=A'))).toBe(true);
  expect(sameDn(read('OU=x+CN=a'), read('CN=a+OU=x'))).toBe(true);
  expect(sameDn(read('CN=a,O=b'), read('CN=a,O=c'))).toBe(false);
  expect(sameDn(read('CN=a,O=b,C=SE'), read('O=b,CN=a,C=SE'))).toBe(false);
});

test('the common name is found inside a multi-valued part', () => {
  expect(commonName(read('O=a,OU=b+CN=c'))).toBe('c');
  expect(commonName(read('O=a'))).toBeUndefined();
});
