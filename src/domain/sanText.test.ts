import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distinctSans, readSan, readSans, sanProblem } from './sanText.ts';

const taken = (text: string) => readSans(text).map(({ kind, value }) => `${kind} ${value}`);

describe('pasted names', () => {
  test.each([
    [
      'a.example.com, b.example.com;c.example.com\nd.example.com\te.example.com',
      ['dns a.example.com', 'dns b.example.com', 'dns c.example.com', 'dns d.example.com', 'dns e.example.com'],
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
    [
      '2001:DB8::1 [fe80::1] 192.0.2.1 ::ffff:192.0.2.1',
      ['ip6 2001:DB8::1', 'ip6 fe80::1', 'ip4 192.0.2.1', 'ip6 ::ffff:192.0.2.1'],
    ],
    [
      'upn:user@corp.example email:user@corp.example',
      ['ms_ntprincipalname user@corp.example', 'rfc822 user@corp.example'],
    ],
    ['dirname:CN=a b,O="x, y",EMAIL=u@x\nhost', ['directory CN=a b,O="x, y",EMAIL=u@x', 'dns host']],
    ['oid:1.2.840.113549', ['registeredid 1.2.840.113549']],
    ['urn:example:a spiffe://x/y', ['uri urn:example:a', 'uri spiffe://x/y']],
    [
      'URI:https://a.example/x,y, URI:https://b.example/,https://c.example/',
      ['uri https://a.example/x,y', 'uri https://b.example/', 'uri https://c.example/'],
    ],
    [
      'bücher.example u@bücher.example https://bücher.example/ä',
      ['dns bücher.example', 'rfc822 u@bücher.example', 'uri https://bücher.example/ä'],
    ],
    [
      '["a.example", "b.example"] <u@example.com> \'[::1]\'',
      ['dns a.example', 'dns b.example', 'rfc822 u@example.com', 'ip6 ::1'],
    ],
    ['- a.example\n* b.example\n• *.c.example', ['dns a.example', 'dns b.example', 'dns *.c.example']],
    ['\uFEFF a', ['dns a']],
    ['', []],
  ])('%j', (text, expected) => expect(taken(text)).toEqual(expected));

  test('as OpenSSL prints them', () => {
    const text = `            X509v3 Subject Alternative Name: critical
                DNS:a.example.com, IP Address:2001:DB8:0:0:0:0:0:1, email:u@example.com, URI:https://example.com/a,b, othername: UPN::user@corp.example, othername: 1.2.3.4::text, othername: SRVName::_srv.x, Registered ID:1.2.3.4, DirName:/C=SE/O=Example, Inc/CN=x`;
    expect(taken(text)).toEqual([
      'dns a.example.com',
      'ip6 2001:DB8:0:0:0:0:0:1',
      'rfc822 u@example.com',
      'uri https://example.com/a,b',
      'ms_ntprincipalname user@corp.example',
      'other 1.2.3.4;text',
      'other 1.3.6.1.5.5.7.8.7;_srv.x',
      'registeredid 1.2.3.4',
      'directory CN=x,O="Example, Inc",C=SE',
    ]);
  });

  test('as they stand in configuration files and on command lines', () => {
    expect(taken('subjectAltName = critical, DNS:a.example, IP:10.0.0.1')).toEqual(['dns a.example', 'ip4 10.0.0.1']);
    expect(taken('DNS.1 = a.example\nDNS.2=b.example\nIP.1 = ::1')).toEqual([
      'dns a.example',
      'dns b.example',
      'ip6 ::1',
    ]);
    expect(taken('-ext san=dns:a.example,ip:10.0.0.1')).toEqual(['dns a.example', 'ip4 10.0.0.1']);
    expect(taken('otherName:1.3.6.1.4.1.311.20.2.3;UTF8:user@corp, otherName:1.2.3;UTF8:x')).toEqual([
      'ms_ntprincipalname user@corp',
      'other 1.2.3;x',
    ]);
    expect(taken('SubjectAlternativeName [\n  DNSName: a.example\n  IPAddress: 10.0.0.1\n]').slice(-2)).toEqual([
      'dns a.example',
      'ip4 10.0.0.1',
    ]);
  });

  test('as certutil and PowerShell print them', () => {
    const text = `Subject Alternative Name
    Other Name:
         Principal Name=user@corp.example
    Other Name:
         DS Object Guid=04 10 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
    DNS Name=a.example.com
    Directory Address:
         CN=x
         O=Example, Inc
    URL=https://example.com/
    IP Address=10.0.0.1`;
    expect(taken(text)).toEqual([
      'ms_ntprincipalname user@corp.example',
      'ms_ntdsreplication 00112233445566778899aabbccddeeff',
      'dns a.example.com',
      'directory CN=x,O="Example, Inc"',
      'uri https://example.com/',
      'ip4 10.0.0.1',
    ]);
    expect(taken('DNS-Name=a.example, IP-Adresse=10.0.0.1')).toEqual(['dns a.example', 'ip4 10.0.0.1']);
  });

  test.each([
    ['10.0.0.0/8', 'range'],
    ['10.0.0.1-10.0.0.9', 'range'],
    ['2001:db8::/32', 'range'],
    ['ip:10.0.0.0/8', 'range'],
    ['fe80::1%eth0', 'zone'],
    ['[fe80::1%25eth0]', 'zone'],
    ['a.example.com:443', 'port'],
    ['[::1]:443', 'port'],
    ['a.example.com/path', 'path'],
    ['1.2.3.256', 'IPv4'],
    ['1.2.3.4.5', 'oid:'],
    ['a..b', 'empty'],
    ['foo.*.example.com', 'leftmost'],
    ['f*.example.com', 'leftmost'],
    ['-a.example', 'hyphen'],
    ['a.example.', 'dot at the end'],
    ['ip:x', 'four numbers'],
    ['dns:', 'Enter'],
    ['@example.com', 'user@example.com'],
    ['othername:1.2.3::<unsupported>', 'OpenSSL'],
    ['other:text', 'object identifier'],
  ])('%s comes back whole with a reason', (text, reason) => {
    const read = readSans(text);
    expect(read.map((each) => each.text)).toEqual([text]);
    expect(read[0]?.reason).toContain(reason);
  });

  test('no text makes the reader throw, and every word ends up somewhere', () => {
    const words =
      'a|dns:|IP Address:|=|@|::| |,|dirname:|uri:|https://|*|.|\n|ü|[|#|upn:|guid=|/|%|1.2.3|;|Directory Address:|CN=';
    const word = fc.constantFrom(...words.split('|'));
    fc.assert(
      fc.property(fc.array(word), (some) => {
        const text = some.join('');
        const read = readSans(text);
        for (const each of read) expect(each.reason === undefined || each.reason.endsWith('.')).toBe(true);
        expect(read.length > 0).toBe(/[^\s,;[]/.test(text.replace(/^\s*$/gm, '')));
      }),
      { numRuns: 500 },
    );
  });

  test.each(['* ,', '* [', '- ;"', '* [ ,'])('a mark of a list with no name behind it comes back: %s', (text) => {
    expect(readSans(text).map((each) => each.text)).toEqual([text.slice(0, 1)]);
  });

  test('five hundred names in one line are all read', () => {
    const text = Array.from({ length: 500 }, (_, n) => `DNS:app${n}.example.com`).join(', ');
    expect(readSans(text)).toHaveLength(500);
  });
});

test('one name is read with its kind in front and without, and what is a range in an address may be one in a name', () => {
  expect(readSan(' UPN : u@corp ')).toEqual({
    text: 'UPN : u@corp',
    kind: 'ms_ntprincipalname',
    value: 'u@corp',
    reason: undefined,
  });
  expect(readSan('dirname:CN=a, O=b').kind).toBe('directory');
});

test('a name of another script is no problem, as it has a form in ASCII', () => {
  expect(sanProblem({ kind: 'dns', value: '*.bücher.example' })).toBeUndefined();
  expect(sanProblem({ kind: 'rfc822', value: 'u@bücher.example' })).toBeUndefined();
  expect(sanProblem({ kind: 'rfc822', value: 'ü@example.com' })).toContain('user@example.com');
  expect(sanProblem({ kind: 'dns', value: 'bü cher.example' })).toContain('letters');
});

test('of names that are the same the first one stays', () => {
  const sans = readSans('A.example a.EXAMPLE 2001:db8::1 2001:DB8:0::1 bücher.example xn--bcher-kva.example').flatMap(
    ({ kind, value }) => (kind === null ? [] : [{ kind, value }]),
  );
  expect(distinctSans(sans).map(({ value }) => value)).toEqual(['A.example', '2001:db8::1', 'bücher.example']);
});
