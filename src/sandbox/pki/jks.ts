import { privateKeyToPkcs8, randomOctets, sha1 } from './crypto.ts';
import type { PrivateKey } from './crypto.ts';
import * as der from './der.ts';

/** Sun's own key protector: SHA-1 as a stream, no other algorithm (JDK, sun.security.provider.KeyProtector). */
const keyProtector = '1.3.6.1.4.1.42.2.17.1.1';

/**
 * A Java keystore of type JKS, version 2, with one key entry (JDK, sun.security.provider.JavaKeyStore): the key under the
 * key protector, its chain, and a SHA-1 digest over everything with the password in front. Store and key have the same
 * password. `chain` starts with the certificate of the key; the alias goes in as Java files it, in lower case; `at` is
 * the entry's date.
 */
export function jks(o: {
  key: PrivateKey;
  chain: readonly Uint8Array[];
  password: string;
  alias: string;
  at: Date;
}): Buffer {
  const secret = Buffer.from(o.password, 'utf16le').swap16();
  const key = protectedKey(privateKeyToPkcs8(o.key), secret);
  const certificates = o.chain.flatMap((each) => [javaText('X.509'), u4(each.length), each]);
  const body = Buffer.concat([
    Buffer.from('feedfeed', 'hex'),
    u4(2),
    u4(1),
    u4(1),
    javaText(o.alias.toLowerCase()),
    u8(o.at.getTime()),
    u4(key.length),
    key,
    u4(o.chain.length),
    ...certificates,
  ]);
  const digest = sha1(Buffer.concat([secret, Buffer.from('Mighty Aphrodite', 'latin1'), body]));
  return Buffer.concat([body, digest]);
}

/** EncryptedPrivateKeyInfo: salt, the key XOR a chain of SHA-1 digests that starts with the salt, and a digest of the key. */
function protectedKey(plain: Uint8Array, secret: Uint8Array): Buffer {
  const salt = randomOctets(20);
  const sealed = Buffer.from(plain);
  let digest: Buffer = salt;
  for (let at = 0; at < sealed.length; at += 20) {
    digest = sha1(Buffer.concat([secret, digest]));
    for (let i = at; i < Math.min(at + 20, sealed.length); i += 1) sealed[i] = (sealed[i] ?? 0) ^ (digest[i - at] ?? 0);
  }
  const check = sha1(Buffer.concat([secret, plain]));
  const algorithm = der.sequence(der.oid(keyProtector), der.nothing());
  return der.sequence(algorithm, der.octetString(Buffer.concat([salt, sealed, check])));
}

function u4(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u8(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** Two bytes of length and modified UTF-8: each UTF-16 unit by itself, U+0000 as two bytes (JDK, DataOutput.writeUTF). */
function javaText(text: string): Buffer {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit !== 0 && unit < 0x80) bytes.push(unit);
    else if (unit < 0x800) bytes.push(0xc0 | (unit >> 6), 0x80 | (unit & 0x3f));
    else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  }
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, Buffer.from(bytes)]);
}
