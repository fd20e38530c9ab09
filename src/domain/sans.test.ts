import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSan, normaliseIp6, parseSans, sameSans, type SanKind } from './sans.ts';

const taken = (text: string) => parseSans(text).sans.map((san) => `${san.kind} ${san.value}`);

describe('pasted names', () => {
  test.each([
    [
      'a.example.com, b.example.com;c.example.com\nd.example.com',
      ['dns a.example.com', 'dns b.example.com', 'dns c.example.com', 'dns d.example.com'],
    ],
    [
      'DNS:a.example.com, DNS:*.example.com, IP Address:10.0.0.1',
      ['dns a.example.com', 'dns *.example.com', 'ip4 10.0.0.1'],
    ],
    [
      'DNS Name=a.example.com\r\nRFC822 Name=u@example.com\r\nURL=https://example.com/x',
      ['dns a.example.com', 'rfc822 u@example.com', 'uri https://example.com/x'],
    ],
    ['DNS: a.example.com IP: 2001:db8::1', ['dns a.example.com', 'ip6 2001:db8::1']],
    ['2001:DB8::1 [fe80::1] 192.0.2.1', ['ip6 2001:DB8::1', 'ip6 fe80::1', 'ip4 192.0.2.1']],
    [
      'upn:user@corp.example email:user@corp.example',
      ['ms_ntprincipalname user@corp.example', 'rfc822 user@corp.example'],
    ],
    ['dirname:CN=a b,O="x, y"\nhost', ['directory CN=a b,O="x, y"', 'dns host']],
    ['oid:1.2.840.113549', ['registeredid 1.2.840.113549']],
    ['urn:example:a spiffe://x/y', ['uri urn:example:a', 'uri spiffe://x/y']],
    ['bücher.example', ['dns bücher.example']],
    ['A.example a.EXAMPLE 2001:db8::1 2001:DB8:0::1', ['dns A.example', 'ip6 2001:db8::1']],
    ['\uFEFF a', ['dns a']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(taken(text)).toEqual(expected);
    expect(parseSans(text).rejected).toEqual([]);
  });

  test.each([
    '10.0.0.0/8',
    'a.example.com:443',
    '1.2.3.256',
    '1.2.3.4.5',
    'a..b',
    'foo.*.example.com',
    'f*.example.com',
    '-a.example',
    'ip:x',
    '@example.com',
    'https//x',
  ])('%s is rejected with a reason', (text) => {
    expect(parseSans(text)).toEqual({ sans: [], rejected: [{ text, reason: expect.stringMatching(/\.$/) }] });
  });

  test('no text makes the reader throw, and every word ends up somewhere', () => {
    const word = fc.constantFrom(
      'a',
      'dns:',
      'IP Address:',
      '=',
      '@',
      '::',
      ' ',
      ',',
      'dirname:',
      '*',
      '.',
      '\n',
      'ü',
      '[',
      '#',
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const { sans, rejected } = parseSans(words.join(''));
        expect(sans.length + rejected.length > 0).toBe(/[^\s,;]/.test(words.join('')));
      }),
    );
  });
});

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
