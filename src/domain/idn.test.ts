import { describe, expect, test } from 'vitest';
import { bothSpellings, commonNameWords, otherSpelling, toUnicode } from './idn.ts';

describe('a name with A-labels', () => {
  // RFC 3492 §7.1 and names in use.
  for (const [ascii, unicode] of [
    ['xn--bcher-kva.keyexample.com', 'bücher.keyexample.com'],
    ['*.xn--bcher-kva.keyexample.com', '*.bücher.keyexample.com'],
    ['xn--ihqwcrb4cv8a8dqg056pqjye.example', '他们为什么不说中文.example'],
    ['xn--fsq.xn--0zwm56d', '例.测试'],
    ['xn--strae-oqa.example', 'straße.example'],
    ['xn--e1afmkfd.xn--p1ai', 'пример.рф'],
    ['xn--i-7iq.example', 'i❤.example'],
    ['xn--wgv71a119e.jp', '日本語.jp'],
  ] as const) {
    test(`reads ${unicode}, and back`, () => {
      expect(toUnicode(ascii)).toBe(unicode);
      expect(otherSpelling(ascii)).toBe(unicode);
      expect(otherSpelling(unicode)).toBe(ascii);
    });
  }

  test('stays as it is where a label is none, whatever its letter case', () => {
    for (const odd of ['xn--.com', 'xn--a.com', 'xn--9999999999.com', 'xn--99999999a.com', 'xn--abc-.com', 'a.com', ''])
      expect(toUnicode(odd)).toBe(odd);
    expect(toUnicode('xn--BCHER-KVA.example')).toBe('bücher.example');
  });

  test('no text of 63 letters takes long or throws', () => {
    for (let at = 0; at < 2000; at += 1) {
      const noise = Array.from({ length: at % 60 }, (_, i) => 'abcz019-'[(at * 31 + i * i * 7) % 8]).join('');
      expect(typeof toUnicode(`xn--${noise}.example`)).toBe('string');
    }
  });
});

describe('both spellings', () => {
  test('are shown for hosts of every kind, the one that is asked for first', () => {
    expect(bothSpellings({ kind: 'dns', value: 'xn--bcher-kva.example' })).toBe(
      'xn--bcher-kva.example (bücher.example)',
    );
    expect(bothSpellings({ kind: 'rfc822', value: 'ops@xn--bcher-kva.example' })).toBe(
      'ops@xn--bcher-kva.example (bücher.example)',
    );
    expect(bothSpellings({ kind: 'uri', value: 'https://xn--bcher-kva.example:8443/a' })).toBe(
      'https://xn--bcher-kva.example:8443/a (bücher.example)',
    );
    expect(bothSpellings({ kind: 'uri', value: 'ldap://ops@xn--bcher-kva.example/a' })).toContain(' (bücher.example)');
  });

  test('are not shown where there is one alone', () => {
    for (const san of [
      { kind: 'dns', value: 'app01.example.com' },
      { kind: 'ip4', value: '192.0.2.7' },
      { kind: 'directory', value: 'CN=Jürgen' },
      { kind: 'ms_ntprincipalname', value: 'ops@xn--bcher-kva.example' },
    ] as const)
      expect(bothSpellings(san)).toBe(san.value);
    for (const name of ['Jürgen Müller', 'Müller', 'app01.example.com', 'APP01.example.com', 'Dr. Müller', ''])
      expect(otherSpelling(name)).toBeNull();
  });
});

test('a common name is told in its other spelling, too', () => {
  expect(commonNameWords('CN=bücher.example,O=A')).toContain('bücher.example is also written xn--bcher-kva.example');
  expect(commonNameWords('O=A,CN=xn--bcher-kva.example')).toContain('is also written bücher.example');
  for (const subject of ['CN=app01.example.com', 'O=Müller', '', 'CN=Jürgen Müller', '=broken'])
    expect(commonNameWords(subject)).toBeUndefined();
});
