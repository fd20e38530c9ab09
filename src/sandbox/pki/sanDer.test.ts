import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { isIPv6 } from 'node:net';
import { read } from './der.ts';
import { decodeSan, encodeSan, sanProblem } from './sanDer.ts';
import type { SanEntry } from './sanDer.ts';

function roundTrip(san: SanEntry): SanEntry {
  return decodeSan(read(encodeSan(san)));
}

describe('alternative names', () => {
  test.each([
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['10:0:0:20:30:40:50:60', '10::20:30:40:50:60'],
    ['::ffff:10.0.0.1', '::ffff:a00:1'],
  ])('the IPv6 address %s is shown as %s', (written, text) => {
    expect(roundTrip({ kind: 'ip6', value: written }).value).toBe(text);
  });
  test('the text of any IPv6 address means the same address', () => {
    const part = fc.constantFrom('0', '0', '1', 'ab', 'ffff');
    fc.assert(
      fc.property(fc.array(part, { minLength: 8, maxLength: 8 }), (words) => {
        const { value } = roundTrip({ kind: 'ip6', value: words.join(':') });
        expect(isIPv6(value)).toBe(true);
        expect(new URL(`http://[${value}]/`).hostname).toBe(new URL(`http://[${words.join(':')}]/`).hostname);
      }),
    );
  });
  test('an unknown other name is kept byte for byte', () => {
    // [0] { 1.3.6.1.4.1.311.25.1, [0] { OCTET STRING } }: a Microsoft replication GUID, but too short
    const bytes = Buffer.from('a01b06092b0601040182371901a00e040c0102030405060708090a0b0c', 'hex');
    const san = decodeSan(read(bytes));
    expect(san).toMatchObject({ kind: 'other', value: '1.3.6.1.4.1.311.25.1=#040c0102030405060708090a0b0c' });
    expect(Buffer.from(encodeSan(san))).toEqual(bytes);
    expect(Buffer.from(encodeSan({ kind: 'other', value: san.value }))).toEqual(bytes);
  });
  test.each(['00112233-4455-6677-8899-aabbccddeeff', '{00112233-4455-6677-8899-AABBCCDDEEFF}'])(
    'the replication GUID %s is an octet string of sixteen octets in an other name, as it is written',
    (value) => {
      const bytes = Buffer.from(encodeSan({ kind: 'ms_ntdsreplication', value }));
      expect(bytes.toString('hex')).toBe('a01f06092b0601040182371901a012041000112233445566778899aabbccddeeff');
      expect(decodeSan(read(bytes))).toEqual({ kind: 'ms_ntdsreplication', value: '00112233445566778899AABBCCDDEEFF' });
    },
  );
  test('an other name in another string type keeps that type', () => {
    // [0] { 1.2.3, [0] { IA5String "ab" } }
    const bytes = Buffer.from('a00a06022a03a00416026162', 'hex');
    const san = decodeSan(read(bytes));
    expect(san.value).toBe('1.2.3=ab');
    expect(Buffer.from(encodeSan(san))).toEqual(bytes);
  });
  test.each<[string, SanEntry]>([
    ['an IPv4 address out of range', { kind: 'ip4', value: '10.0.0.256' }],
    ['an IPv4 address given as IPv6', { kind: 'ip6', value: '10.0.0.1' }],
    ['an IPv6 address with a zone', { kind: 'ip6', value: 'fe80::1%eth0' }],
    ['an empty DNS name', { kind: 'dns', value: '' }],
    ['a URI outside ASCII', { kind: 'uri', value: 'https://å/' }],
    ['an OID with letters', { kind: 'registeredid', value: '1.2.x' }],
    ['a directory name without attributes', { kind: 'directory', value: 'host' }],
    ['a replication GUID that is too short', { kind: 'ms_ntdsreplication', value: '0011' }],
    ['an other name without an OID', { kind: 'other', value: 'text' }],
    ['an other name with broken DER', { kind: 'other', value: '1.2.3=#04' }],
  ])('%s is a problem that can be named', (_rule, san) => {
    expect(sanProblem(san)).toContain(san.value.replace(/.*=/, ''));
  });
  test('a good name is no problem', () => {
    expect(sanProblem({ kind: 'dns', value: '*.example.com' })).toBeUndefined();
  });
});
