import { Buffer } from 'node:buffer';
import { createPublicKey, sign } from 'node:crypto';

/** @typedef {Uint8Array | readonly number[]} Bytes */

/**
 * One element: tag byte, length in its shortest form, content.
 * @param {number} tag
 * @param {...Bytes} parts
 */
export function tlv(tag, ...parts) {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

/** @param {number} length */
function lengthOf(length) {
  if (length < 0x80) return Buffer.from([length]);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return Buffer.concat([Buffer.from([0x80 + bytes.length]), bytes]);
}

/** @param {...Bytes} parts */
export const seq = (...parts) => tlv(0x30, ...parts);
/** @param {...Bytes} parts */
export const set = (...parts) => tlv(0x31, ...parts);
/** @param {...Bytes} parts */
export const octets = (...parts) => tlv(4, ...parts);
/** @param {Bytes} content */
export const bits = (content) => tlv(3, [0], content);
/** @param {string} text */
export const utf8 = (text) => tlv(12, Buffer.from(text));
/** @param {string} text */
export const printable = (text) => tlv(19, Buffer.from(text));
/** @param {string} text */
export const ia5 = (text) => tlv(22, Buffer.from(text, 'latin1'));
/** @param {string} text */
export const bmp = (text) => tlv(30, Buffer.from(text, 'utf16le').swap16());

/** @param {string} dotted */
export function oid(dotted) {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const bytes = [first * 40n + second, ...rest].flatMap((arc) => {
    const digits = [Number(arc & 0x7fn)];
    for (let high = arc >> 7n; high > 0n; high >>= 7n) digits.unshift(Number(high & 0x7fn) + 0x80);
    return digits;
  });
  return tlv(6, bytes);
}

/**
 * A Name, one attribute to a part. A text is written as UTF8String, bytes as they are.
 * @param {...[type: string, value: string | Uint8Array]} attributes
 */
export const name = (...attributes) =>
  seq(...attributes.map(([type, value]) => set(seq(oid(type), typeof value === 'string' ? utf8(value) : value))));

/**
 * The attribute that asks for extensions (RFC 2985 §5.4.2).
 * @param {...Bytes} extensions
 */
export const asking = (...extensions) => seq(oid('1.2.840.113549.1.9.14'), set(seq(...extensions)));

/**
 * @param {string} type
 * @param {Uint8Array} value DER
 */
export const extension = (type, value) => seq(oid(type), octets(value));

/**
 * A subject alternative name extension.
 * @param {...Bytes} names
 */
export const sanOf = (...names) => extension('2.5.29.17', seq(...names));
/** @param {string} host */
export const dns = (host) => tlv(0x82, Buffer.from(host, 'latin1'));

/** @param {import('node:crypto').KeyObject} key */
export const spkiOf = (key) => createPublicKey(key).export({ format: 'der', type: 'spki' });

const ecdsaSha256 = seq(oid('1.2.840.10045.4.3.2'));

/**
 * A request put together by hand, signed with a P-256 key. `info` replaces parts of what is signed; `attributes` null
 * leaves them out altogether.
 * @param {import('node:crypto').KeyObject} key
 * @param {{ version?: Uint8Array, subject?: Uint8Array, spki?: Uint8Array, attributes?: Uint8Array | null,
 *   extra?: Uint8Array, algorithm?: Uint8Array, signature?: Uint8Array }} [info]
 */
export function request(key, info = {}) {
  const contents = seq(
    info.version ?? tlv(2, [0]),
    info.subject ?? name(['2.5.4.3', 'hand.example.com']),
    info.spki ?? spkiOf(key),
    info.attributes === undefined ? tlv(0xa0) : (info.attributes ?? []),
    info.extra ?? [],
  );
  return seq(contents, info.algorithm ?? ecdsaSha256, info.signature ?? bits(sign('sha256', contents, key)));
}
