import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { browserKeys, exportPkcs8, generateKeyPair } from './browserKeys.ts';
import { makeCsr } from './csrMaker.ts';
import { parseCsr } from './csr.ts';
import { element, integer, sequence } from './derWriter.ts';
import { pem } from './pem.ts';
import { decryptPkcs8, encryptPkcs8, readPrivateKey, publicKeyOf } from './pkcs8.ts';

const folder = mkdtempSync(join(tmpdir(), 'pkcs8-'));
afterAll(() => rmSync(folder, { recursive: true }));
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
const file = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

const curve = (name: string) => ['EC', '-pkeyopt', `ec_paramgen_curve:${name}`];
const kinds: Readonly<Record<string, readonly string[]>> = {
  rsa: ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  pss: ['RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'],
  p256: curve('P-256'),
  p521: curve('P-521'),
  secp256k1: curve('secp256k1'),
  ed25519: ['ED25519'],
  ed448: ['ED448'],
};
for (const [name, args] of Object.entries(kinds)) {
  openssl('genpkey', '-algorithm', ...args, '-out', `${name}.pem`);
  openssl('pkcs8', '-topk8', '-nocrypt', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
}
const password = 'Grüße, 1 <&> key';

function plain(input: string | Uint8Array): Uint8Array {
  const read = readPrivateKey(input);
  if (!read.ok) throw new Error(read.reason);
  expect(read.value.kind).toBe('plain');
  return read.value.der;
}
function sealed(input: string | Uint8Array): Uint8Array {
  const read = readPrivateKey(input);
  if (!read.ok) throw new Error(read.reason);
  expect(read.value.kind).toBe('encrypted');
  return read.value.der;
}
const reason = (input: string | Uint8Array) => {
  const read = readPrivateKey(input);
  return read.ok ? read.value.kind : read.reason;
};

// Every encryption takes 600,000 rounds, so each key is encrypted once for all tests of this file.
const encrypted: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  await Promise.all(
    Object.keys(kinds).map(async (name) => [name, await encryptPkcs8(file(`${name}.der`), password)] as const),
  ),
);
const encryptedOf = (name: string): Uint8Array => encrypted[name] ?? new Uint8Array();

describe('a key encrypted here', () => {
  test.each(Object.keys(kinds))('is opened by OpenSSL as the very same key: %s', (name) => {
    writeFileSync(join(folder, 'sealed.pem'), pem('ENCRYPTED PRIVATE KEY', encryptedOf(name)));
    const back = openssl(
      'pkcs8',
      '-in',
      'sealed.pem',
      '-passin',
      `pass:${password}`,
      '-topk8',
      '-nocrypt',
      '-outform',
      'DER',
    );
    expect(new Uint8Array(back)).toEqual(file(`${name}.der`));
  });

  test('is not opened by OpenSSL with another password', () => {
    writeFileSync(join(folder, 'sealed.pem'), pem('ENCRYPTED PRIVATE KEY', encryptedOf('ed25519')));
    expect(() => openssl('pkey', '-in', 'sealed.pem', '-passin', 'pass:another')).toThrow('Command failed');
  });

  test('uses PBES2 with 600,000 rounds of HMAC-SHA-256 and AES-256, and never the same bytes twice', async () => {
    const [one, two] = [encryptedOf('p256'), await encryptPkcs8(file('p256.der'), password)];
    writeFileSync(join(folder, 'one.der'), one);
    const shown = openssl('asn1parse', '-inform', 'DER', '-in', 'one.der').toString();
    for (const part of ['PBES2', 'PBKDF2', ':0927C0', 'hmacWithSHA256', 'aes-256-cbc']) expect(shown).toContain(part);
    expect(one).not.toEqual(two);
    expect(await decryptPkcs8(one, password)).toEqual({ ok: true, value: file('p256.der') });
  });

  test('as every key made here can be opened by OpenSSL with and without encryption', async () => {
    for (const choice of browserKeys.filter((key) => key.bits < 3000)) {
      const key = await generateKeyPair(choice);
      const der = await exportPkcs8(key);
      writeFileSync(join(folder, 'made.pem'), pem('PRIVATE KEY', plain(der)));
      expect(openssl('pkey', '-in', 'made.pem', '-noout', '-check').toString()).toContain('valid');
      const made = await makeCsr({ subject: [[{ type: 'CN', value: 'x' }]], sans: [], key });
      const csr = made.ok ? parseCsr(made.value) : made;
      expect(csr.ok && csr.value.spki).toEqual(await publicKeyOf(der));
    }
  });
});

describe('a key that OpenSSL encrypted', () => {
  const forms: readonly (readonly string[])[] = [
    ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1'],
    ['-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA384'],
    ['-v2', 'aes-256-cbc'],
    ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512', '-iter', '100000'],
  ];
  test.each(forms)('is opened here: %s %s %s %s', async (...form) => {
    for (const name of ['rsa', 'ed25519']) {
      const args = ['pkcs8', '-topk8', '-in', `${name}.pem`, '-passout', `pass:${password}`, ...form];
      openssl(...args, '-out', 'sealed.pem');
      const der = sealed(text('sealed.pem'));
      expect(await decryptPkcs8(der, password)).toEqual({ ok: true, value: file(`${name}.der`) });
      // The same in binary; it is opened in the same way.
      expect(sealed(der)).toEqual(der);
    }
  });

  test('a wrong password is told apart from a damaged file', async () => {
    openssl('pkcs8', '-topk8', '-in', 'p256.pem', '-passout', 'pass:right', '-v2', 'aes-256-cbc', '-out', 'sealed.pem');
    const der = sealed(text('sealed.pem'));
    for (const wrong of ['', 'Right', 'right ', 'ri']) {
      expect(await decryptPkcs8(der, wrong)).toEqual({ ok: false, reason: 'The password does not open this key.' });
    }
    const shorter = element(0x30, der.subarray(3, der.length - 1));
    const damaged = { ok: false, reason: 'This is not a private key, or it is damaged.' };
    expect(await decryptPkcs8(shorter, 'right')).toEqual(damaged);
    expect(await decryptPkcs8(new Uint8Array(3), 'right')).toEqual(damaged);
    expect(await decryptPkcs8(file('p256.der'), 'right')).toEqual(damaged);
  });

  test('a password that by chance ends in good padding still counts as wrong', async () => {
    openssl(
      'pkcs8',
      '-topk8',
      '-in',
      'p256.pem',
      '-passout',
      'pass:right',
      '-v2',
      'aes-256-cbc',
      '-iter',
      '1',
      '-out',
      'fast.pem',
    );
    const der = sealed(text('fast.pem'));
    for (let round = 0; round < 1500; round++) {
      const opened = await decryptPkcs8(der, `wrong ${round}`);
      expect(opened.ok).toBe(false);
    }
  });

  test.each([
    [['-v2', 'des3'], 'triple DES'],
    [['-v1', 'PBE-SHA1-3DES'], 'an old method (PBES1)'],
    [['-scrypt', '-scrypt_N', '1024'], 'scrypt'],
    [['-v2', 'aria256'], 'the cipher 1.2.410.200046.1.1.12'],
  ])('by a method that browsers lack is named with a way out: %s', async (form, words) => {
    openssl('pkcs8', '-topk8', '-in', 'p256.pem', '-passout', 'pass:right', ...form, '-out', 'sealed.pem');
    const opened = await decryptPkcs8(sealed(text('sealed.pem')), 'right');
    expect(opened.ok ? '' : opened.reason).toContain(words);
    expect(opened.ok ? '' : opened.reason).toContain('openssl pkcs8 -topk8');
  });

  test('a number of rounds that would hang the page is refused at once', async () => {
    openssl('pkcs8', '-topk8', '-in', 'p256.pem', '-passout', 'pass:right', '-v2', 'aes-256-cbc', '-out', 'sealed.pem');
    const der = Buffer.from(sealed(text('sealed.pem')));
    const at = der.indexOf(Buffer.from(integer(2048)));
    expect(at).toBeGreaterThan(0);
    const longer = Buffer.concat([der.subarray(0, at), integer(0x7fffffff), der.subarray(at + 4)]);
    const opened = await decryptPkcs8(grown(longer, at), 'right');
    expect(opened.ok ? '' : opened.reason).toContain('too many rounds');
  });
});

/** The bytes again with the lengths of all that holds the place `at` two larger. */
function grown(bytes: Uint8Array, at: number): Uint8Array {
  const out = Uint8Array.from(bytes);
  const walk = (start: number): void => {
    const first = out[start + 1] ?? 0;
    const wide = first >= 0x80 ? first & 0x7f : 0;
    const place = start + 1 + wide;
    out[place] = (out[place] ?? 0) + 2;
    let kid = place + 1;
    while (kid < at) {
      const length = out[kid + 1] ?? 0;
      const end = kid + 2 + length;
      if (end > at) return walk(kid);
      kid = end;
    }
  };
  walk(0);
  return out;
}

describe('a private key is read', () => {
  test('from PEM and DER, with text, other blocks and Windows line ends around it', () => {
    const der = file('rsa.der');
    const block = text('rsa.pem');
    for (const input of [der, block, `\uFEFFBag Attributes\r\n${block.replaceAll('\n', '\r\n')}`]) {
      expect(plain(input)).toEqual(der);
    }
    expect(plain(Buffer.from(der).toString('base64'))).toEqual(der);
    expect(plain(new TextEncoder().encode(block))).toEqual(der);
    expect(plain(new Uint8Array(Buffer.from(`\uFEFF${block}`, 'utf16le')))).toEqual(der);
    const other = pem('CERTIFICATE', file('p256.der'));
    expect(plain(other + block + other)).toEqual(der);
  });

  test.each(['rsa', 'p256', 'p521', 'secp256k1'])('from its older form as OpenSSL wraps it: %s', (name) => {
    openssl('pkey', '-in', `${name}.pem`, '-traditional', '-out', 'old.pem');
    openssl('pkey', '-in', `${name}.pem`, '-traditional', '-outform', 'DER', '-out', 'old.der');
    expect(text('old.pem')).toMatch(/BEGIN (RSA|EC) PRIVATE KEY/);
    expect(plain(text('old.pem'))).toEqual(file(`${name}.der`));
    expect(plain(file('old.der'))).toEqual(file(`${name}.der`));
  });

  test('from a file that starts with the parameters of its curve', () => {
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-out', 'with.pem');
    expect(text('with.pem')).toContain('EC PARAMETERS');
    expect(plain(text('with.pem'))[0]).toBe(0x30);
  });

  test('and what is something else is called by its name, without a byte of it', () => {
    openssl('pkey', '-in', 'p256.pem', '-traditional', '-aes256', '-passout', 'pass:right', '-out', 'legacy.pem');
    openssl('pkey', '-in', 'p256.pem', '-pubout', '-out', 'pub.pem');
    openssl('req', '-x509', '-new', '-key', 'p256.pem', '-subj', '/CN=x', '-out', 'cert.pem');
    openssl('pkcs12', '-export', '-inkey', 'p256.pem', '-in', 'cert.pem', '-passout', 'pass:x', '-out', 'x.pfx');
    openssl('pkey', '-pubin', '-in', 'pub.pem', '-outform', 'DER', '-out', 'pub.der');
    openssl('x509', '-in', 'cert.pem', '-outform', 'DER', '-out', 'cert.der');
    openssl('pkey', '-in', 'p256.pem', '-ec_param_enc', 'explicit', '-traditional', '-out', 'explicit.pem');
    const found = [
      ['', 'There is nothing here yet.'],
      [text('legacy.pem'), 'the old method of OpenSSL'],
      [text('pub.pem'), 'There is no private key here, only: public key.'],
      [text('cert.pem'), 'There is no private key here, only: certificate.'],
      [file('pub.der'), 'This is a public key.'],
      [file('cert.der'), 'This is a certificate or a request'],
      [file('x.pfx'), 'This is a PKCS #12 file (PFX).'],
      [Uint8Array.of(0xfe, 0xed, 0xfe, 0xed, 0), 'This is a Java keystore.'],
      [text('explicit.pem'), 'This EC key does not name its curve.'],
      [text('p256.pem') + text('rsa.pem'), 'There is more than one private key here.'],
      [text('p256.pem').replace(/^M.*$/m, 'M'), 'This is not a private key, or it is damaged.'],
      ['-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n', 'This is an OpenSSH key.'],
      ['PuTTY-User-Key-File-3: ssh-ed25519', 'This is a PuTTY key.'],
      ['x'.repeat(100_001), 'This is too large to be a private key.'],
      [sequence(integer(0), integer(1)), 'This is not a private key, or it is damaged.'],
    ] as const;
    for (const [input, words] of found) expect(reason(input)).toContain(words);
    const secret = text('p256.pem').split('\n')[1] ?? '';
    for (const [input] of found) expect(reason(input)).not.toContain(secret.slice(0, 8));
  });

  test('and no damaged or shortened file makes it throw', async () => {
    const whole = encryptedOf('p256');
    for (const der of [file('p256.der'), file('ed25519.der'), whole]) {
      for (let at = 0; at < der.length; at++) {
        for (const bytes of [der.subarray(0, at), der.with(at, (der[at] ?? 0) ^ 0xff)]) {
          expect(readPrivateKey(bytes)).toHaveProperty('ok');
          await publicKeyOf(bytes);
        }
      }
    }
    for (let at = 0; at < 60; at++) {
      expect(await decryptPkcs8(whole.subarray(0, at), password)).toHaveProperty('ok', false);
    }
  });
});

describe('the public half of a key', () => {
  test.each(['rsa', 'pss', 'p256', 'p521', 'secp256k1', 'ed25519'])('is that of OpenSSL: %s', async (name) => {
    const spki = openssl('pkey', '-in', `${name}.pem`, '-pubout', '-outform', 'DER');
    expect(await publicKeyOf(file(`${name}.der`))).toEqual(new Uint8Array(spki));
  });

  test('is worked out where the file does not carry it', async () => {
    openssl('ec', '-in', 'p256.pem', '-no_public', '-out', 'bare.pem');
    const bare = plain(text('bare.pem'));
    expect(bare.length).toBeLessThan(file('p256.der').length);
    expect(await publicKeyOf(bare)).toEqual(await publicKeyOf(file('p256.der')));
  });

  test('is not made up where the browser does not know the kind', async () => {
    expect(await publicKeyOf(Uint8Array.of(0x30, 0))).toBeNull();
    expect(await publicKeyOf(file('ed448.der'))).toBeNull();
  });
});
