import { attributeLabel } from './attributeTypes.ts';
import { DerError, readDer, tags } from './der.ts';
import {
  algorithm,
  bitString,
  type Bytes,
  element,
  fromHex,
  integer,
  nothing,
  oid,
  oidBody,
  sequence,
  setOf,
  textBytes,
} from './derWriter.ts';
import { type Attribute, parseDn, type Parsed, type Rdn } from './dn.ts';
import { attributeOid } from './oids.ts';
import { checkSan, normaliseIp6, type San, sanLabels, toALabel } from './sans.ts';

const printable = {
  tag: 19,
  form: /^[A-Za-z0-9 '()+,./:=?-]*$/,
  signs: "letters A to Z, digits, spaces and ' ( ) + , - . / : = ?",
};
const ia5 = { tag: 22, form: /^[ -~]*$/, signs: 'ASCII characters' };
// RFC 5280 appendix A.1, RFC 4519 §2.34 and the EV guidelines §9.2; all other types take UTF-8.
const narrow: Readonly<Record<string, typeof printable>> = {
  C: printable,
  SERIALNUMBER: printable,
  '2.5.4.20': printable,
  '2.5.4.46': printable,
  '1.3.6.1.4.1.311.60.2.1.3': printable,
  E: ia5,
  DC: ia5,
};

/** The bytes of hexadecimal DER, which must be one whole element. */
function fromDer(digits: string): Bytes {
  const bytes = fromHex(digits);
  readDer(bytes);
  return bytes;
}

function attributeValue({ type, value, encoded, hex }: Attribute): Bytes {
  const written = encoded ? value : hex;
  if (written !== undefined) return fromDer(written.slice(1));
  if (value === '') throw new DerError(`${attributeLabel(type)} has no value.`);
  const kind = narrow[type];
  if (kind && !kind.form.test(value)) throw new DerError(`${attributeLabel(type)} takes ${kind.signs} only.`);
  return element(kind?.tag ?? tags.utf8, textBytes(value));
}

function attribute(part: Attribute): Bytes {
  const dotted = attributeOid(part.type);
  if (dotted === undefined)
    throw new DerError(`${part.type} is no subject part known here. Write its object identifier.`);
  return sequence(oid(dotted), attributeValue(part));
}

/** A Name in the order of X.501, which is the reverse of what RFC 4514 §2.1 writes. */
const name = (rdns: readonly Rdn[]): Bytes => sequence(...rdns.map((rdn) => setOf(rdn.map(attribute))).reverse());

function ip6Bytes(value: string): Bytes {
  const [head = '', tail] = (normaliseIp6(value) ?? '').split('::').map((half) =>
    half
      .split(':')
      .filter(Boolean)
      .map((group) => group.padStart(4, '0'))
      .join(''),
  );
  return fromHex(tail === undefined ? head : head + tail.padStart(32 - head.length, '0'));
}

/**
 * The octets of a GUID. Written with hyphens it is text, of which the first three numbers are stored the other way round
 * (MS-DTYP §2.3.4); written as 32 digits it is the octets themselves.
 */
function guidBytes(value: string): Bytes {
  const bytes = fromHex(value.replace(/[^0-9a-f]/gi, ''));
  if (!value.includes('-')) return bytes;
  return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], (from) => bytes[from] ?? 0);
}

const otherName = (dotted: string, value: Uint8Array): Bytes => element(0xa0, oid(dotted), element(0xa0, value));

function generalName(san: San): Bytes {
  const value = san.kind === 'dns' ? (toALabel(san.value) ?? san.value) : san.value;
  const problem = checkSan({ kind: san.kind, value });
  if (problem !== undefined) throw new DerError(`${sanLabels[san.kind]} “${value}”: ${problem}`);
  switch (san.kind) {
    case 'rfc822':
      return element(0x81, textBytes(value));
    case 'dns':
      return element(0x82, textBytes(value));
    case 'uri':
      return element(0x86, textBytes(value));
    case 'ip4':
      return element(0x87, Uint8Array.from(value.split('.'), Number));
    case 'ip6':
      return element(0x87, ip6Bytes(value));
    case 'ip':
      return generalName({ kind: value.includes(':') ? 'ip6' : 'ip4', value });
    case 'x400':
    case 'ediparty':
      throw new DerError(`“${value}” cannot be written into a request here.`);
    case 'registeredid':
      return element(0x88, oidBody(value));
    case 'directory': {
      const parsed = parseDn(value);
      return element(0xa4, name(parsed.ok ? parsed.value : []));
    }
    case 'ms_ntprincipalname':
      return otherName('1.3.6.1.4.1.311.20.2.3', element(tags.utf8, textBytes(value)));
    case 'ms_ntdsreplication':
      return otherName('1.3.6.1.4.1.311.25.1', element(tags.octets, guidBytes(value)));
    default: {
      // As the reader of requests writes them: "1.2.3;text", or "1.2.3;#" and the hex of a DER value.
      const [, dotted, digits, text = ''] = /^([\d.]+);(?:#((?:[0-9a-f]{2})+)$|(.*))/is.exec(value) ?? [];
      if (dotted === undefined) throw new DerError(`“${value}” cannot be written into a request here.`);
      return otherName(dotted, digits === undefined ? element(tags.utf8, textBytes(text)) : fromDer(digits));
    }
  }
}

/** The request for extensions (RFC 2985 §5.4.2). Without a subject the names are critical (RFC 5280 §4.2.1.6). */
function attributes(sans: readonly San[], critical: boolean): Bytes {
  if (sans.length === 0) return element(0xa0);
  const flag = critical ? [element(1, Uint8Array.of(0xff))] : [];
  const extension = sequence(oid('2.5.29.17'), ...flag, element(tags.octets, sequence(...sans.map(generalName))));
  return element(0xa0, sequence(oid('1.2.840.113549.1.9.14'), setOf([sequence(extension)])));
}

/** How a key of the browser signs: the name for WebCrypto, and the AlgorithmIdentifier (RFC 4055, 5758, 8410). */
function signing(key: CryptoKey): { params: Algorithm | EcdsaParams; identifier: Bytes } {
  const { name: kind, namedCurve } = key.algorithm as Partial<EcKeyAlgorithm>;
  if (kind === 'Ed25519') return { params: { name: kind }, identifier: algorithm('1.3.101.112') };
  if (kind !== 'ECDSA')
    return { params: { name: 'RSASSA-PKCS1-v1_5' }, identifier: algorithm('1.2.840.113549.1.1.11', nothing) };
  const [bits, last] = namedCurve === 'P-521' ? [512, 4] : namedCurve === 'P-384' ? [384, 3] : [256, 2];
  return { params: { name: kind, hash: `SHA-${bits}` }, identifier: algorithm(`1.2.840.10045.4.3.${last}`) };
}

/** WebCrypto gives r and s side by side; certificates carry them as a pair of numbers (RFC 3279 §2.2.3). */
function pair(signature: Bytes): Bytes {
  const half = signature.length / 2;
  return sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)));
}

/**
 * A certificate signing request (RFC 2986) as DER, signed with its own key: RSA with SHA-256, EC with the hash of its curve's
 * size, Ed25519. Names are in RFC 4514 order. The reason tells which name cannot be written, and never speaks of the key.
 */
export async function makeCsr(request: {
  subject: readonly Rdn[];
  sans: readonly San[];
  key: CryptoKeyPair;
}): Promise<Parsed<Bytes>> {
  const { subject, sans, key } = request;
  if (subject.length + sans.length === 0) return { ok: false, reason: 'Enter a subject or an alternative name.' };
  try {
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', key.publicKey));
    const info = sequence(integer(0), name(subject), spki, attributes(sans, subject.length === 0));
    const { params, identifier } = signing(key.privateKey);
    const raw = new Uint8Array(await crypto.subtle.sign(params, key.privateKey, info));
    return { ok: true, value: sequence(info, identifier, bitString(params.name === 'ECDSA' ? pair(raw) : raw)) };
  } catch (error) {
    const reason = error instanceof DerError ? error.message : 'The browser could not sign the request.';
    return { ok: false, reason };
  }
}
