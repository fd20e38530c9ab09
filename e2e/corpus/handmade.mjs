import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import * as der from './der.mjs';
import { cook, recipes } from './recipes.mjs';

/**
 * Requests that OpenSSL does not write: rare but right ones, and broken ones. `read`: whether a strict reader of DER and
 * RFC 2986 should read it; where OpenSSL thinks otherwise, `why` says what is wrong with it.
 * @typedef {{ about: string, der: Buffer, read: boolean, why?: string }} Made
 */

const cn = '2.5.4.3';
const { tlv, seq, set, oid, utf8, printable, ia5, bmp, name, asking, extension, sanOf, dns, request } = der;

/** @param {string} hex */
const hex = (hex) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
/** @param {...Buffer} attributes */
const asks = (...attributes) => tlv(0xa0, ...attributes);
/** @param {...Buffer} names */
const withSans = (...names) => ({ attributes: asks(asking(sanOf(...names))) });

/**
 * Requests that are right, and rare.
 * @param {import('./openssl.mjs').Workshop} shop
 * @returns {Record<string, Made>}
 */
export function rareRequests(shop) {
  const key = shop.keyObject('p256#hand');
  const good = (/** @type {string} */ about, /** @type {Parameters<typeof request>[1]} */ info) => ({
    about,
    der: request(key, info),
    read: true,
  });
  const postQuantum = (/** @type {number} */ last, /** @type {number} */ keyBytes, /** @type {number} */ signed) => ({
    spki: seq(seq(oid(`2.16.840.1.101.3.4.3.${last}`)), der.bits(randomBytes(keyBytes))),
    algorithm: seq(oid(`2.16.840.1.101.3.4.3.${last}`)),
    signature: der.bits(randomBytes(signed)),
    subject: name(['2.5.4.10', 'Key Example, Inc.'], ['2.5.4.11', 'Web'], [cn, 'pq.keyexample.com']),
  });
  const cased = (/** @type {string} */ about, /** @type {string} */ key, /** @type {Buffer} */ subject) => ({
    about,
    der: request(shop.keyObject(key), { subject }),
    read: true,
  });
  const microsoft = seq(oid('1.3.6.1.4.1.311.2.1.14'), set(seq(sanOf(dns('microsoft.example.com')))));
  return {
    'name-universal': good('UniversalString', { subject: name([cn, tlv(28, hex('0001F98A 00000061'))]) }),
    'name-ia5-cn': good('A common name as IA5String', { subject: name([cn, ia5('a.example.com')]) }),
    'name-numeric-visible': good('NumericString and VisibleString', {
      subject: name(['2.5.4.5', tlv(18, Buffer.from('12345'))], [cn, tlv(26, Buffer.from('visible'))]),
    }),
    'name-very-long': good('A value of 20,000 characters', { subject: name(['2.5.4.13', 'v'.repeat(20_000)]) }),
    'name-empty-value': good('A common name without a character', { subject: name([cn, '']) }),
    'name-number': good('A common name that is a number', { subject: name([cn, tlv(2, [42])]) }),
    'name-bits': good('A unique identifier, which is a BIT STRING', {
      subject: name([cn, 'a'], ['2.5.4.45', der.bits([1, 2, 3])]),
    }),
    'name-control': good('Line breaks and a NUL in a value', { subject: name([cn, 'a\r\nb\u0000c\td']) }),
    'name-structure': good('A value that is a SEQUENCE', { subject: name(['1.2.3.4', seq(utf8('x'), tlv(2, [1]))]) }),
    'name-200-parts': good('200 parts', {
      subject: name(...Array.from({ length: 200 }, (_, i) => /** @type {[string, string]} */ (['2.5.4.11', `u${i}`]))),
    }),
    'san-x400-ediparty': good(
      'X.400 address and EDI party name',
      withSans(tlv(0xa3, seq()), tlv(0xa5, tlv(0xa1, utf8('p')))),
    ),
    'san-network': good(
      'An address with a mask, and one of five bytes',
      withSans(tlv(0x87, hex('C0000200 FFFFFF00')), tlv(0x87, [1, 2, 3, 4, 5])),
    ),
    'san-empty-dns': good('A DNS name without a character', withSans(dns(''))),
    'san-nul': good('A NUL inside a DNS name', withSans(dns('shop.example.com\u0000.evil.example'))),
    'san-latin1': good('A DNS name with a byte above ASCII', withSans(dns('r\u00e4k.example.com'))),
    'san-none': good('An extension for alternative names without any', withSans()),
    'ext-microsoft-request': good('The request for extensions as Microsoft tools wrote it', {
      attributes: asks(microsoft),
    }),
    'ext-two-requests': good('Both spellings of the request for extensions', {
      attributes: asks(microsoft, asking(extension('2.5.29.15', hex('030205A0')))),
    }),
    'san-two-extensions': good('Two extensions for alternative names', {
      attributes: asks(asking(sanOf(dns('one.example.com')), sanOf(dns('two.example.com')))),
    }),
    'san-two-requests': good('Two requests for extensions, each with a name', {
      attributes: asks(asking(sanOf(dns('one.example.com'))), asking(sanOf(dns('two.example.com')))),
    }),
    'ext-purposes-twice': good('Extended key usages in two extensions', {
      attributes: asks(
        asking(extension('2.5.29.37', seq(oid('1.3.6.1.5.5.7.3.1')))),
        asking(extension('2.5.29.37', seq(oid('1.3.6.1.5.5.7.3.3')))),
      ),
    }),
    'ext-none': good('A request for no extension', { attributes: asks(asking()) }),
    'att-microsoft': good('What certreq adds', {
      attributes: asks(
        seq(oid('1.3.6.1.4.1.311.13.2.3'), set(ia5('10.0.19045.2'))),
        seq(
          oid('1.3.6.1.4.1.311.21.20'),
          set(seq(tlv(2, [9]), utf8('pc.corp.example'), utf8('CORP\\ann'), utf8('certreq.exe'))),
        ),
        seq(
          oid('1.3.6.1.4.1.311.13.2.2'),
          set(seq(tlv(2, [1]), bmp('Microsoft Software Key Storage Provider'), tlv(3, [0]))),
        ),
        asking(extension('1.3.6.1.4.1.311.20.2', bmp('WebServer')), sanOf(dns('pc.corp.example'))),
      ),
    }),
    'att-unknown': good('An attribute nobody knows, with two values', {
      attributes: asks(seq(oid('1.2.3.4'), set(tlv(2, [1]), utf8('two')))),
    }),
    'key-ml-dsa-44': good('ML-DSA-44, the signature made up', postQuantum(17, 1312, 2420)),
    'key-unknown': good('A key and a signature of an unknown algorithm', {
      spki: seq(seq(oid('1.2.3.4.5.6')), der.bits(randomBytes(64))),
      algorithm: seq(oid('1.2.3.4.5.7')),
      signature: der.bits(randomBytes(64)),
    }),
    'key-x25519': good('A key that cannot sign', {
      spki: seq(seq(oid('1.3.101.110')), der.bits(randomBytes(32))),
    }),
    'case-ml-dsa': good('ML-DSA-65, the signature made up', postQuantum(18, 1952, 3309)),
    'case-encoded': cased(
      'A unit that is a number, not text',
      'p256#encoded',
      name(['2.5.4.10', 'Key Example, Inc.'], ['2.5.4.11', tlv(2, [42])], [cn, 'shop.keyexample.com']),
    ),
    'case-printable': cased(
      'PrintableString throughout',
      'p256#printable',
      name(
        ['2.5.4.6', printable('US')],
        ['2.5.4.10', printable('Key Example, Inc.')],
        ['2.5.4.11', printable('Web')],
        [cn, printable('printable.keyexample.com')],
      ),
    ),
  };
}

/**
 * Requests with a signature that does not fit.
 * @param {import('./openssl.mjs').Workshop} shop
 * @returns {Record<string, Made>}
 */
export function tamperedRequests(shop) {
  const key = shop.keyObject('p256#hand');
  const other = shop.keyObject('p256#other');
  const sound = request(key, withSans(dns('sound.example.com')));
  const ofRsa = cook(shop, 'tampered.example.com', { about: '', key: 'rsa2048' });
  const ofEd = cook(shop, 'tampered.example.com', { about: '', key: 'ed25519' });
  const turned = (/** @type {Buffer} */ bytes, /** @type {number} */ at) => {
    const copy = Buffer.from(bytes);
    copy[at < 0 ? copy.length + at : at] = (copy.at(at) ?? 0) ^ 1;
    return copy;
  };
  const made = (/** @type {string} */ about, /** @type {Buffer} */ bytes) => ({ about, der: bytes, read: true });
  const rsaAlgorithm = seq(oid('1.2.840.113549.1.1.11'), tlv(5));
  const caseTampered = cook(shop, 'x', { ...recipes['case-plain'], about: '', key: 'p256#tampered' });
  return {
    'tampered-name': made('Another subject than was signed', turned(sound, sound.indexOf('hand') + 1)),
    'tampered-san': made('Another DNS name than was signed', turned(sound, sound.indexOf('sound') + 1)),
    'tampered-signature-ecdsa': made('A bit of an ECDSA signature turned', turned(sound, -1)),
    'tampered-signature-rsa': made('A bit of an RSA signature turned', turned(ofRsa, -1)),
    'tampered-name-rsa': made('Another subject than was signed with RSA', turned(ofRsa, ofRsa.indexOf('tampered'))),
    'tampered-signature-ed25519': made('A bit of an Ed25519 signature turned', turned(ofEd, -1)),
    'tampered-key': made('The key of somebody else', request(key, { spki: der.spkiOf(other) })),
    'tampered-algorithm': made('A P-256 key that claims an RSA signature', request(key, { algorithm: rsaAlgorithm })),
    'tampered-empty-signature': made('An empty signature', request(key, { signature: der.bits([]) })),
    'tampered-signature-not-der': made(
      'An ECDSA signature that is no pair of numbers',
      request(key, { signature: der.bits(randomBytes(64)) }),
    ),
    'tampered-zero-signature': made(
      'An ECDSA signature of two zeros',
      request(key, { signature: der.bits(seq(tlv(2, [0]), tlv(2, [0]))) }),
    ),
    'case-tampered': made('Another subject than was signed', turned(caseTampered, caseTampered.indexOf('shop'))),
  };
}
