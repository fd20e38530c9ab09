import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { browserKeys, generateKeyPair, supportedKeys } from './browserKeys.ts';
import { type Csr, parseCsr } from './csr.ts';
import { checkCsrSignature } from './csrSignature.ts';
import { makeCsr } from './csrMaker.ts';
import { formatDn, parseDn, type Rdn, sameDn } from './dn.ts';
import { pem } from './pem.ts';
import { type San, sameSans } from './sans.ts';

const openssl = (input: string, ...args: string[]) =>
  execFileSync('openssl', args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
/** What OpenSSL says about a request; throws when its signature is wrong. */
const shown = (der: Uint8Array, ...more: string[]) =>
  openssl(
    pem('CERTIFICATE REQUEST', der),
    'req',
    '-verify',
    '-noout',
    '-text',
    '-nameopt',
    'RFC2253,-esc_msb,utf8',
    ...more,
  );

const p256 = browserKeys.find((key) => key.label === 'ECC P-256');
const small = p256 ? await generateKeyPair(p256) : undefined;

async function make(subject: readonly Rdn[], sans: readonly San[] = [], key = small): Promise<Uint8Array> {
  if (!key) throw new Error('no key');
  const made = await makeCsr({ subject, sans, key });
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}
function read(der: Uint8Array): Csr {
  const parsed = parseCsr(der);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
function names(text: string): Rdn[] {
  const parsed = parseDn(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
const refused = async (subject: readonly Rdn[], sans: readonly San[] = []) =>
  make(subject, sans).then(
    () => 'made',
    (error: Error) => error.message,
  );

describe('a request made here', () => {
  test('verifies with OpenSSL and with our own reader, whatever key signs it', async () => {
    const keys = await supportedKeys();
    expect(keys.map((key) => key.label)).toEqual([
      'RSA 2048',
      'RSA 3072',
      'RSA 4096',
      'ECC P-256',
      'ECC P-384',
      'ECC P-521',
      'Ed25519',
    ]);
    const signed = ['SHA-256withRSA', 'SHA-256withRSA', 'SHA-256withRSA', 'SHA-256withECDSA', 'SHA-384withECDSA'];
    for (const [at, choice] of keys.entries()) {
      const der = await make(names('CN=app01.example.com,O=Kött & Mjölk,C=SE'), [], await generateKeyPair(choice));
      const csr = read(der);
      expect(csr.key).toMatchObject({ label: choice.label, bits: choice.bits });
      expect(csr.signatureAlgorithm).toBe([...signed, 'SHA-512withECDSA', 'Ed25519'][at]);
      expect(await checkCsrSignature(csr)).toBe('valid');
      expect(shown(der)).toContain('Subject: CN=app01.example.com,O=Kött & Mjölk,C=SE');
    }
  }, 60_000);

  test('a signature of many fits although r and s are of any length', async () => {
    for (let round = 0; round < 40; round++) {
      expect(await checkCsrSignature(read(await make(names(`CN=round ${round}`))))).toBe('valid');
    }
  });

  test('carries parts in the string types that RFC 5280 wants, and hexadecimal values as they are', async () => {
    const der = await make(
      names(
        'CN=x+OU=y,OU=Zoë,C=SE,SERIALNUMBER=A-1,E=ops@example.com,DC=example,UID=u,1.2.3.4=#03020001,1.2.3.5=#160178,2.5.4.46=q',
      ),
    );
    const types = openssl(pem('CERTIFICATE REQUEST', der), 'asn1parse').split('\n');
    const after = (object: string) =>
      types.flatMap((line, at) =>
        line.includes(`OBJECT            :${object}`) ? [/prim: (\w+)/.exec(types[at + 1] ?? '')?.[1]] : [],
      );
    expect(after('commonName')).toEqual(['UTF8STRING']);
    expect(after('organizationalUnitName')).toEqual(['UTF8STRING', 'UTF8STRING']);
    expect(after('countryName')).toEqual(['PRINTABLESTRING']);
    expect(after('serialNumber')).toEqual(['PRINTABLESTRING']);
    expect(after('dnQualifier')).toEqual(['PRINTABLESTRING']);
    expect(after('emailAddress')).toEqual(['IA5STRING']);
    expect(after('domainComponent')).toEqual(['IA5STRING']);
    expect(after('userId')).toEqual(['UTF8STRING']);
    expect(after('1.2.3.4')).toEqual(['BIT']);
    expect(after('1.2.3.5')).toEqual(['IA5STRING']);
    expect(formatDn(read(der).subject)).toContain('1.2.3.4=#03020001,1.2.3.5=x');
    expect(shown(der)).toContain('Subject: OU=y+CN=x,OU=Zoë,C=SE');
  });

  test('every type of part that has a name here can be written', async () => {
    const text = 'CN=1,O=2,OU=3,L=4,ST=5,C=SE,E=6,DC=7,UID=8,STREET=9,SERIALNUMBER=10,SURNAME=11,GIVENNAME=12,T=13';
    expect(formatDn(read(await make(names(text))).subject)).toBe(text);
  });

  test('carries alternative names of every kind', async () => {
    const sans: San[] = [
      { kind: 'dns', value: '*.example.com' },
      { kind: 'ip4', value: '192.0.2.7' },
      { kind: 'ip6', value: '2001:db8::7' },
      { kind: 'ip6', value: '::1' },
      { kind: 'ip6', value: '1:2:3:4:5:6:7:8' },
      { kind: 'rfc822', value: 'ops@example.com' },
      { kind: 'uri', value: 'https://example.com/x' },
      { kind: 'ms_ntprincipalname', value: 'user@corp.example' },
      { kind: 'ms_ntdsreplication', value: '00112233445566778899AABBCCDDEEFF' },
      { kind: 'directory', value: 'CN="x, y",C=SE' },
      { kind: 'registeredid', value: '1.2.840.113549' },
      { kind: 'other', value: '1.2.3.4;hello' },
      { kind: 'other', value: '1.2.3.5;#020105' },
    ];
    const der = await make(names('CN=app01.example.com'), sans);
    expect(read(der).sans).toEqual(sans);
    const text = shown(der);
    for (const part of [
      'DNS:*.example.com',
      'IP Address:192.0.2.7',
      'IP Address:2001:DB8:0:0:0:0:0:7',
      'IP Address:0:0:0:0:0:0:0:1',
      'email:ops@example.com',
      'URI:https://example.com/x',
      'Registered ID:RSA Data Security',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('critical');
  });

  test('an internationalised DNS name goes in its ASCII form', async () => {
    const csr = read(await make([], [{ kind: 'dns', value: 'müller.example' }]));
    expect(csr.sans).toEqual([{ kind: 'dns', value: 'xn--mller-kva.example' }]);
  });

  test('a GUID written with hyphens is stored as Windows stores it, digits alone as they are', async () => {
    const values = ['{00112233-4455-6677-8899-AABBCCDDEEFF}', '00112233445566778899AABBCCDDEEFF'];
    const sans = values.map((value): San => ({ kind: 'ms_ntdsreplication', value }));
    expect(read(await make([], sans)).sans.map((san) => san.value)).toEqual([
      '33221100554477668899AABBCCDDEEFF',
      '00112233445566778899AABBCCDDEEFF',
    ]);
  });

  test('alternative names are critical when there is no subject', async () => {
    const csr = read(await make([], [{ kind: 'dns', value: 'a.example' }]));
    expect(csr.subject).toEqual([]);
    expect(csr.extensions).toEqual([{ oid: '2.5.29.17', name: 'Subject alternative name', critical: true }]);
  });

  test('any name comes out as it went in, for OpenSSL too', async () => {
    const type = fc.constantFrom('CN', 'O', 'OU', 'L', 'ST', 'STREET', 'UID', '1.3.6.1.4.1.99999.7');
    const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    const part = fc.record({ type, value });
    const subject = fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(subject, async (rdns) => {
        const der = await make(rdns);
        const csr = read(der);
        expect(sameDn(csr.subject, rdns)).toBe(true);
        const again = names(formatDn(csr.subject));
        expect(again).toEqual(csr.subject);
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(subject, async (rdns) => {
        expect(shown(await make(rdns))).toContain('Signature Algorithm: ecdsa-with-SHA256');
      }),
      { numRuns: 8 },
    );
  }, 30_000);

  test('any set of well-formed alternative names comes out as it went in', async () => {
    const san = fc.oneof(
      fc.domain().map((value): San => ({ kind: 'dns', value })),
      fc.ipV4().map((value): San => ({ kind: 'ip4', value })),
      fc.ipV6().map((value): San => ({ kind: 'ip6', value })),
      fc.uuid().map((value): San => ({ kind: 'ms_ntdsreplication', value: value.replaceAll('-', '') })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(san, { minLength: 1, maxLength: 8 }), async (sans) => {
        expect(sameSans(sans, read(await make([], sans)).sans)).toEqual({ missing: [], added: [] });
      }),
    );
  });
});

describe('a name that cannot be written is refused by its reason', () => {
  test.each([
    ['CN=a,C=Österreich', "Country takes letters A to Z, digits, spaces and ' ( ) + , - . / : = ? only."],
    ['SERIALNUMBER=a_b', "Serial number takes letters A to Z, digits, spaces and ' ( ) + , - . / : = ? only."],
    ['E=ö@example.com', 'E-mail takes ASCII characters only.'],
    ['FOO=bar', 'FOO is no subject part known here. Write its object identifier.'],
    ['CN=', 'Common name has no value.'],
    ['1.40=x', '1.40 is no object identifier.'],
  ])('%s', async (text, reason) => {
    expect(await refused(names(text))).toBe(reason);
  });

  test('an alternative name that is malformed for its kind, and none at all', async () => {
    expect(await refused([], [{ kind: 'ip4', value: '10.0.0' }])).toContain(
      'IPv4 address “10.0.0”: Write four numbers',
    );
    expect(await refused([], [{ kind: 'other', value: 'x' }])).toBe('“x” cannot be written into a request here.');
    expect(await refused([])).toBe('Enter a subject or an alternative name.');
  });
});
