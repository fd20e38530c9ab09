import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSan, normaliseIp6, sameSans, sanKey, wireSan, type SanKind } from './sans.ts';

describe('the form of a name', () => {
  test.each<[SanKind, string]>([
    ['dns', '*.example.com'],
    ['dns', 'xn--bcher-kva.example'],
    ['dns', 'server_1'],
    ['ip6', '::ffff:192.0.2.1'],
    ['uri', 'ldap://h/o=x?y'],
    ['ms_ntdsreplication', '0123456789abcdef0123456789ABCDEF'],
    ['registeredid', '2.999.1'],
    ['directory', 'CN=a'],
    ['rfc822', "o'neill+x@example.com"],
  ])('%s %s is well formed', (kind, value) => expect(checkSan({ kind, value })).toBeUndefined());

  test.each<[SanKind, string]>([
    ['dns', '*'],
    ['dns', '*.*.example.com'],
    ['dns', 'a.*'],
    ['dns', 'example.com.'],
    ['dns', `${'a'.repeat(64)}.example`],
    ['dns', `${'a.'.repeat(126)}example`],
    ['dns', 'a b'],
    ['dns', '10.0.0.1'],
    ['ip4', '010.0.0.1'],
    ['ip6', '1::2::3'],
    ['ip6', 'fe80::1%eth0'],
    ['ip6', '1:2:3:4:5:6:7:8:9'],
    ['uri', '/relative'],
    ['uri', 'https://bücher.example/'],
    ['rfc822', 'a@*.example.com'],
    ['rfc822', 'a b@example.com'],
    ['ms_ntprincipalname', 'user'],
    ['ms_ntdsreplication', '0123'],
    ['registeredid', '1.40.1'],
    ['registeredid', '1.2.03'],
    ['directory', 'CN'],
    ['dns', ''],
  ])('%s %s is malformed', (kind, value) => expect(checkSan({ kind, value })).toMatch(/\./));

  test.each(['*', 'f*.example.com', 'a.*', '*.*.example.com', '*a.example.com'])('%s is no wildcard', (value) =>
    expect(checkSan({ kind: 'dns', value })).toContain('stands alone'),
  );

  test('an internationalised name is asked for in its ASCII form', () => {
    expect(checkSan({ kind: 'dns', value: '*.bücher.example' })).toContain('*.xn--bcher-kva.example');
  });
});

test.each([
  ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['::', '::'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['1::', '1::'],
  ['::1', '::1'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
  ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ['10:0:0:100:0:0:0:10', '10:0:0:100::10'],
  ['::ffff:192.0.2.1', '::ffff:c000:201'],
])('IPv6 %s is written %s', (text, expected) => expect(normaliseIp6(text)).toBe(expected));

test('every IPv6 address has one spelling only', () => {
  const group = fc.constantFrom('0', '0000', '1', 'aB', 'ffff');
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
      const once = normaliseIp6(groups.join(':'));
      expect(once && normaliseIp6(once)).toBe(once);
      const { hostname } = new URL(`http://[${groups.join(':')}]`);
      expect(`[${once}]`).toBe(hostname);
    }),
  );
});

test.each<[SanKind, string, string]>([
  ['dns', '*.Bücher.example', '*.xn--bcher-kva.example'],
  ['dns', 'App.Example', 'App.Example'],
  ['rfc822', 'U@bücher.example', 'U@xn--bcher-kva.example'],
  ['uri', 'https://u@bücher.example:8443/ä?x', 'https://u@xn--bcher-kva.example:8443/%C3%A4?x'],
  ['uri', 'https://app.example/a,b', 'https://app.example/a,b'],
  ['ip6', '2001:DB8:0::1', '2001:db8::1'],
  ['ip6', 'no address', 'no address'],
  ['directory', 'C = SE, O = "a, b"', 'C=SE,O="a, b"'],
  ['directory', 'CN', 'CN'],
  ['ms_ntprincipalname', 'ü@corp', 'ü@corp'],
])('%s %s is asked for as %s', (kind, value, wire) => expect(wireSan({ kind, value })).toEqual({ kind, value: wire }));

test('an address is the same name under either key, and a rare kind differs from every other', () => {
  const asked = [
    { kind: 'ip', value: '2001:db8:0::1' },
    { kind: 'ip', value: '10.0.0.1' },
  ] as const;
  const got = [
    { kind: 'ip4', value: '10.0.0.1' },
    { kind: 'ip6', value: '2001:db8::1' },
  ] as const;
  expect(sameSans(asked, got)).toEqual({ missing: [], added: [] });
  expect(sameSans([{ kind: 'x400', value: 'a' }], [{ kind: 'ediparty', value: 'a' }]).missing).toHaveLength(1);
});

test('other names are the same however their type is set apart', () => {
  const keys = ['1.2.3;text', '1.2.3=text', '1.2.3;UTF8:text'].map((value) => sanKey({ kind: 'other', value }));
  expect(new Set(keys).size).toBe(1);
});

test('names are compared as sets, without regard to case of DNS names and spelling of addresses', () => {
  const asked = [
    { kind: 'dns', value: 'A.example' },
    { kind: 'ip6', value: '2001:db8:0::1' },
    { kind: 'dns', value: 'bücher.example' },
    { kind: 'rfc822', value: 'U@example.com' },
    { kind: 'directory', value: 'CN=a, O=b' },
  ] as const;
  const got = [
    { kind: 'directory', value: 'CN=a,O=b' },
    { kind: 'dns', value: 'xn--bcher-kva.example' },
    { kind: 'dns', value: 'a.example' },
    { kind: 'ip6', value: '2001:db8::1' },
    { kind: 'rfc822', value: 'u@example.com' },
  ] as const;
  expect(sameSans(asked, got)).toEqual({ missing: [asked[3]], added: [got[4]] });
});
