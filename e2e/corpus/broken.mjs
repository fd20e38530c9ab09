import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { asking, bits, dns, extension, name, octets, oid, request, sanOf, seq, set, spkiOf, tlv, utf8 } from './der.mjs';

/** @typedef {import('./handmade.mjs').Made} Made */

const cn = '2.5.4.3';
/** @param {...Buffer} attributes */
const asks = (...attributes) => tlv(0xa0, ...attributes);
/**
 * An element whose length bytes are given.
 * @param {number} tag
 * @param {readonly number[]} length
 * @param {Uint8Array} content
 */
const odd = (tag, length, content) => Buffer.concat([Buffer.from([tag, ...length]), content]);

/** @param {number} levels */
function nested(levels) {
  let inner = tlv(5);
  for (let level = 0; level < levels; level++) inner = seq(inner);
  return inner;
}

/**
 * Broken on purpose. OpenSSL reads some of them; `why` says which rule they break all the same.
 * @param {import('./openssl.mjs').Workshop} shop
 * @returns {Record<string, Made>}
 */
export function brokenRequests(shop) {
  const key = shop.keyObject('p256#hand');
  const spki = spkiOf(key);
  const sound = request(key, { attributes: asks(asking(sanOf(dns('broken.example.com')))) });
  const body = sound.subarray(4);
  const subject = name([cn, 'hand.example.com']);
  const bad = (/** @type {string} */ about, /** @type {Buffer} */ der, /** @type {string} */ why) => ({ about, der, read: false, why });
  const made = (/** @type {string} */ about, /** @type {Parameters<typeof request>[1]} */ info, /** @type {string} */ why) =>
    bad(about, request(key, info), why);
  const fine = (/** @type {string} */ about, /** @type {Parameters<typeof request>[1]} */ info, /** @type {string} */ why) => ({
    about,
    der: request(key, info),
    read: true,
    why,
  });
  const withSan = (/** @type {Buffer} */ value) => ({ attributes: asks(asking(extension('2.5.29.17', value))) });
  const length = sound.readUInt16BE(2);
  const rsaKey = (/** @type {Buffer} */ numbers) => seq(seq(oid('1.2.840.113549.1.1.1'), tlv(5)), bits(numbers));
  const ecKey = (/** @type {Uint8Array} */ point) => seq(seq(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), bits(point));
  const inside = seq(tlv(2, [0]), subject, spki, asks());
  const lenient = 'DER wants the shortest length (X.690 §10.1); OpenSSL does not mind';
  return {
    'cut-half': bad('Half of it', sound.subarray(0, sound.length / 2), 'cut off'),
    'cut-one': bad('The last byte is missing', sound.subarray(0, -1), 'cut off'),
    'cut-to-two': bad('Two bytes', sound.subarray(0, 2), 'cut off'),
    'length-one-more': bad('The outer length is one too large', odd(0x30, [0x82, length >> 8, (length & 255) + 1], body), 'cut off'),
    'length-one-less': bad('The outer length is one too small', odd(0x30, [0x82, length >> 8, (length & 255) - 1], body), 'what is inside does not fit'),
    'length-indefinite': bad('Indefinite length', Buffer.concat([odd(0x30, [0x80], body), Buffer.alloc(2)]), 'DER has no indefinite length (X.690 §10.1); OpenSSL does not mind'),
    'length-not-shortest': bad('Three bytes where two would do', odd(0x30, [0x83, 0, length >> 8, length & 255], body), lenient),
    'length-not-shortest-inside': made('The same for the subject', { subject: odd(0x30, [0x81, subject.length - 2], subject.subarray(2)) }, lenient),
    'length-huge': bad('A length of 4 GiB', odd(0x30, [0x84, 255, 255, 255, 255], body), 'cut off'),
    'length-five-bytes': bad('A length in five bytes', odd(0x30, [0x85, 1, 0, 0, 0, 0], body), 'cut off'),
    'length-127-bytes': bad('A length in 127 bytes', odd(0x30, [0xff, ...Array(127).fill(255)], body), 'cut off'),
    'trailing-zero': bad('A zero byte behind it', Buffer.concat([sound, Buffer.alloc(1)]), 'data after the end; OpenSSL does not mind'),
    'trailing-line-end': bad('A line end behind the DER', Buffer.concat([sound, Buffer.from('\n')]), 'data after the end; OpenSSL does not mind'),
    'trailing-noise': bad('Noise behind it', Buffer.concat([sound, randomBytes(100)]), 'data after the end; OpenSSL does not mind'),
    'trailing-inside': made('An element behind the attributes', { extra: tlv(5) }, 'four elements are signed (RFC 2986 §4.1)'),
    'trailing-fourth': bad('An element behind the signature', seq(sound.subarray(4), tlv(5)), 'three elements make a request (RFC 2986 §4.2)'),
    'nested-40': bad('Forty sequences', nested(40), 'nested too deeply'),
    'nested-3000': bad('Three thousand sequences', nested(3000), 'nested too deeply'),
    'nested-attribute': made('An attribute of two hundred sequences', { attributes: asks(seq(oid('1.2.3.4'), set(nested(200)))) }, 'nested too deeply; OpenSSL does not look inside'),
    'nested-never-closed': bad('A thousand sequences of indefinite length', Buffer.from('3080'.repeat(1000), 'hex'), 'DER has no indefinite length'),
    'elements-many': bad('Fifty thousand empty elements', seq(Buffer.from('0500'.repeat(50_000), 'hex')), 'not the form of a request'),
    'tag-long': bad('A tag of several bytes', Buffer.concat([Buffer.from('3f8f7f', 'hex'), sound.subarray(1)]), 'tags of requests have one byte'),
    'tag-set': bad('A SET outside', Buffer.concat([Buffer.from([0x31]), sound.subarray(1)]), 'not the form of a request'),
    'version-1': made('Version 1', { version: tlv(2, [1]) }, 'RFC 2986 §4.1 has version 0 only; OpenSSL does not mind'),
    'version-minus-1': made('Version -1', { version: tlv(2, [255]) }, 'RFC 2986 §4.1 has version 0 only; OpenSSL does not mind'),
    'version-long': made('Version zero in two bytes', { version: tlv(2, [0, 0]) }, 'integers are as short as can be (X.690 §8.3.2)'),
    'version-empty': made('Version without a byte', { version: tlv(2) }, 'an integer has at least one byte'),
    'version-missing': bad('No version', seq(seq(subject, spki, asks()), seq(oid('1.2.840.10045.4.3.2')), bits([0])), 'not the form of a request'),
    'name-empty-set': made('A part of the subject without attribute', { subject: seq(set()) }, 'a part holds at least one attribute (X.501 §9.3); OpenSSL does not mind'),
    'name-set': made('The subject as a SET', { subject: set(set(seq(oid(cn), utf8('a')))) }, 'not the form of a request'),
    'name-no-value': made('An attribute without a value', { subject: seq(set(seq(oid(cn)))) }, 'not the form of a name'),
    'name-bad-utf8': fine('Bytes that are no UTF-8', { subject: name([cn, tlv(12, [0x61, 0xff, 0xfe])]) }, 'shown as bytes'),
    'name-bad-bmp': fine('Half a character of a BMPString', { subject: name([cn, tlv(30, [0, 0x61, 0])]) }, 'shown as bytes'),
    'name-bad-universal': fine('A code beyond Unicode', { subject: name([cn, tlv(28, [0, 0x11, 0, 0])]) }, 'shown as bytes'),
    'oid-empty': made('An object identifier without a byte', { subject: seq(set(seq(tlv(6), utf8('a')))) }, 'an object identifier has at least one byte'),
    'oid-padded': made('A padded object identifier', { subject: seq(set(seq(tlv(6, [0x55, 0x80, 0x03]), utf8('a')))) }, 'no leading 0x80 (X.690 §8.19.2)'),
    'oid-open': made('An object identifier that does not end', { subject: seq(set(seq(tlv(6, [0x55, 0x84]), utf8('a')))) }, 'the last byte is below 0x80'),
    'oid-huge': made('An arc of 20,000 bytes', { subject: seq(set(seq(tlv(6, [0x55, ...Array(20_000).fill(0xff), 1]), utf8('a')))) }, 'larger than any arc in use; OpenSSL does not mind'),
    'attributes-missing': fine('No attributes at all', { attributes: null }, 'the field is not optional (RFC 2986 §4.1), but many leave it out'),
    'attributes-wrong-tag': made('Attributes under another tag', { attributes: tlv(0xa1) }, 'not the form of a request'),
    'attributes-no-set': made('An attribute without values', { attributes: asks(seq(oid('1.2.840.113549.1.9.14'))) }, 'an attribute has values'),
    'attributes-primitive': made('Attributes that are no structure', { attributes: Buffer.from([0x80, 0]) }, 'not the form of a request'),
    'san-no-sequence': made('Alternative names that are a number', withSan(tlv(2, [5])), 'not the form of alternative names; OpenSSL shows the bytes'),
    'san-trailing': made('Data behind the alternative names', withSan(Buffer.concat([seq(dns('a')), Buffer.alloc(2)])), 'data after the end; OpenSSL shows what it can'),
    'san-cut': made('Alternative names cut off', withSan(seq(dns('abcdef')).subarray(0, 5)), 'cut off; OpenSSL shows the bytes'),
    'san-other-empty': made('An other name without a value', withSan(seq(tlv(0xa0, oid('1.2.3')))), 'not the form of an other name'),
    'san-directory-broken': made('A directory name that is none', withSan(seq(tlv(0xa4, utf8('x')))), 'not the form of a name'),
    'extension-not-der': fine('An unknown extension that is not DER', { attributes: asks(asking(extension('1.2.3.4', Buffer.from('hello world')))) }, 'extensions are DER (RFC 5280 §4.2), but nobody need look inside'),
    'extension-no-octets': made('An extension without its OCTET STRING', { attributes: asks(asking(seq(oid('2.5.29.15'), tlv(3, [5, 0xa0])))) }, 'not the form of an extension; OpenSSL leaves it out'),
    'extension-critical-1': fine('TRUE as 1 instead of 255', { attributes: asks(asking(seq(oid('2.5.29.15'), tlv(1, [1]), octets(tlv(3, [5, 0xa0]))))) }, 'against X.690 §11.1, but its meaning is plain'),
    'usage-octets': fine('A key usage that is no bits', { attributes: asks(asking(extension('2.5.29.15', octets([5, 0xa0])))) }, 'not the form of a key usage, so nothing of it is shown'),
    'purposes-number': fine('Extended key usages that are a number', { attributes: asks(asking(extension('2.5.29.37', tlv(2, [5])))) }, 'not the form of extended key usages, so nothing of them is shown'),
    'usage-empty': fine('A key usage without bits', { attributes: asks(asking(extension('2.5.29.15', tlv(3, [0])))) }, 'nothing is asked for'),
    'key-rsa-zero': fine('An RSA key of zero', { spki: rsaKey(seq(tlv(2, [0]), tlv(2, [3]))) }, 'a key of 0 bits'),
    'key-rsa-broken': made('An RSA key that is no pair of numbers', { spki: rsaKey(utf8('no')) }, 'not the form of an RSA key; OpenSSL cannot read the key'),
    'key-ec-not-on-curve': fine('A point that is not on the curve', { spki: ecKey(Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)])) }, 'only a check of the signature tells'),
    'key-ec-infinity': fine('The point at infinity', { spki: ecKey(Buffer.from([0])) }, 'only a check of the signature tells'),
    'key-ec-short': fine('A point that is too short', { spki: ecKey(Buffer.from([4, 1, 2, 3])) }, 'only a check of the signature tells'),
    'key-ed25519-short': fine('An Ed25519 key of 31 bytes', { spki: seq(seq(oid('1.3.101.112')), bits(randomBytes(31))) }, 'only a check of the signature tells'),
    'key-unused-bits': made('A key with unused bits', { spki: seq(seq(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), tlv(3, [3], Buffer.alloc(65, 8))) }, 'keys are whole bytes'),
    'key-no-algorithm': made('A key without its algorithm', { spki: seq(bits([1, 2, 3])) }, 'not the form of a key'),
    'signature-octets': bad('The signature as OCTET STRING', seq(inside, seq(oid('1.2.840.10045.4.3.2')), octets([1, 2, 3])), 'not the form of a request'),
    'signature-missing': bad('Unsigned', seq(inside), 'not the form of a request'),
    'only-zeros': bad('A thousand zeros', Buffer.alloc(1000), 'not the form of a request'),
    'only-sequence': bad('An empty sequence', seq(), 'not the form of a request'),
  };
}
