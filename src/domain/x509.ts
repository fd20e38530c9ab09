import { bitBytes, bitLength, type Der, DerError, hex, kid, latin1, readDer, readOid, readText, tags } from './der.ts';
import { attributeOf, formatDn, type Rdn } from './dn.ts';
import { keyUsageNames } from './keyUsage.ts';
import { curves, oidNames } from './oids.ts';
import { normaliseIp6, type San } from './sans.ts';

// What certificates and requests have in common (RFC 5280, RFC 2986). Everything here throws DerError on bad input.

/** A public key. `curve` is the OID of a named curve; `bits` is 0 when the size is not known here. */
export interface KeyInfo {
  kind: 'RSA' | 'ECC' | 'Ed25519' | 'Ed448' | 'DSA' | 'other';
  bits: number;
  curve?: string;
  /** 'RSA 2048', 'ECC P-256' */
  label: string;
}

/** `value` is left out where the bytes are not DER: only the one who knows the extension can say what they mean. */
export interface Extension {
  oid: string;
  critical: boolean;
  value?: Der;
}

/** An otherName that has no kind of its own, with its text when it holds one. */
export interface OtherName {
  oid: string;
  text?: string;
  hex: string;
}

const oidOf = (node: Der) => readOid(node.tag === tags.oid ? node.body : new Uint8Array());

/** A Name as RFC 4514 §2.1 writes it: the last RDN of the encoding first. */
export function readName(node: Der): Rdn[] {
  const rdns = node.kids.map((rdn): Rdn => {
    if (rdn.tag !== tags.set || rdn.kids.length === 0) throw new DerError('a bad name');
    return rdn.kids.map((pair) => attributeOf(oidOf(kid(pair, 0)), kid(pair, 1).raw));
  });
  return rdns.reverse();
}

/** Kind and size from a SubjectPublicKeyInfo (RFC 3279, 5480, 8410). */
export function readKey(spki: Der): KeyInfo {
  const algorithm = kid(spki, 0, tags.sequence);
  const oid = oidOf(kid(algorithm, 0));
  const bytes = bitBytes(kid(spki, 1));
  switch (oid) {
    case '1.2.840.113549.1.1.1':
    case '1.2.840.113549.1.1.10': {
      const bits = bitLength(kid(readDer(bytes), 0, tags.integer).body);
      return { kind: 'RSA', bits, label: `RSA ${bits}` };
    }
    case '1.2.840.10045.2.1': {
      const parameters = kid(algorithm, 1);
      // Compressed points are one coordinate long, the others two (SEC 1 §2.3.3).
      const fieldBits = (bytes[0] === 4 ? (bytes.length - 1) / 2 : bytes.length - 1) * 8;
      if (parameters.tag !== tags.oid) return { kind: 'ECC', bits: fieldBits, label: 'ECC with its own parameters' };
      const curve = readOid(parameters.body);
      const { name, bits } = curves.get(curve) ?? { name: curve, bits: fieldBits };
      return { kind: 'ECC', bits, curve, label: `ECC ${name}` };
    }
    case '1.3.101.112':
      return { kind: 'Ed25519', bits: 255, label: 'Ed25519' };
    case '1.3.101.113':
      return { kind: 'Ed448', bits: 448, label: 'Ed448' };
    case '1.2.840.10040.4.1': {
      const bits = algorithm.kids[1] ? bitLength(kid(algorithm.kids[1], 0, tags.integer).body) : 0;
      return { kind: 'DSA', bits, label: `DSA ${bits || ''}`.trim() };
    }
    default:
      return { kind: 'other', bits: 0, label: oidNames.get(oid) ?? oid };
  }
}

/**
 * The name of a signature's algorithm as Keyfactor spells it, the OID when it has none here. RSASSA-PSS names its hash when
 * that is SHA-1, which is its default (RFC 4055 §3.1).
 */
export function algorithmName(node: Der): string {
  const oid = oidOf(kid(node, 0));
  const name = oidNames.get(oid) ?? oid;
  if (oid !== '1.2.840.113549.1.1.10') return name;
  const hash = node.kids[1]?.kids.find((field) => field.tag === 0xa0);
  const sha1 = !hash || oidOf(kid(kid(hash, 0), 0)) === '1.3.14.3.2.26';
  return sha1 ? `${name} with SHA-1` : name;
}

/**
 * The members of an Extensions sequence. Names that are not DER are an error, other extensions come without a value then,
 * since a server may take a request whose odd extension it does not look at.
 */
export function readExtensions(node: Der): Extension[] {
  return node.kids.map((extension) => {
    const bytes = extension.kids.at(-1);
    if (bytes?.tag !== tags.octets) throw new DerError('a bad extension');
    const critical = extension.kids.length === 3 && kid(extension, 1, 1).body[0] !== 0;
    const oid = oidOf(kid(extension, 0));
    const value = oid === '2.5.29.17' ? readDer(bytes.body) : tried(() => readDer(bytes.body));
    return value === undefined ? { oid, critical } : { oid, critical, value };
  });
}

/** What `read` returns, or undefined where it throws DerError. */
export function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

function readAddress({ body, raw }: Der): San {
  if (body.length === 4) return { kind: 'ip4', value: body.join('.') };
  const groups = hex(body).match(/.{4}/g)?.join(':') ?? '';
  const value = body.length === 16 ? normaliseIp6(groups) : undefined;
  return value === undefined ? { kind: 'other', value: `#${hex(raw)}` } : { kind: 'ip6', value };
}

function readOther(node: Der, others: OtherName[]): San {
  const oid = oidOf(kid(node, 0));
  const inner = kid(kid(node, 1, 0xa0), 0);
  const text = readText(inner);
  if (oid === '1.3.6.1.4.1.311.20.2.3' && text !== undefined) return { kind: 'ms_ntprincipalname', value: text };
  if (oid === '1.3.6.1.4.1.311.25.1' && inner.tag === tags.octets)
    return { kind: 'ms_ntdsreplication', value: hex(inner.body) };
  const bytes = hex(inner.raw);
  others.push(text === undefined ? { oid, hex: bytes } : { oid, text, hex: bytes });
  return { kind: 'other', value: `${oid};${text ?? `#${bytes}`}` };
}

/** The names of a GeneralNames sequence (RFC 5280 §4.2.1.6); kinds without a name of their own come as 'other'. */
export function readSans(node: Der): { sans: San[]; otherNames: OtherName[] } {
  if (node.tag !== tags.sequence) throw new DerError('bad alternative names');
  const otherNames: OtherName[] = [];
  const sans = node.kids.map((name): San => {
    switch (name.tag) {
      case 0xa0:
        return readOther(name, otherNames);
      case 0x81:
        return { kind: 'rfc822', value: latin1(name.body) };
      case 0x82:
        return { kind: 'dns', value: latin1(name.body) };
      case 0xa4:
        return { kind: 'directory', value: formatDn(readName(kid(name, 0, tags.sequence))) };
      case 0x86:
        return { kind: 'uri', value: latin1(name.body) };
      case 0x87:
        return readAddress(name);
      case 0x88:
        return { kind: 'registeredid', value: readOid(name.body) };
      default:
        return { kind: 'other', value: `#${hex(name.raw)}` };
    }
  });
  return { sans, otherNames };
}

/** Names of the usages in a KeyUsage extension. */
export function readKeyUsage(node: Der): string[] {
  if (node.tag !== tags.bits) throw new DerError('a bad key usage');
  return keyUsageNames((node.body[1] ?? 0) | ((node.body[2] ?? 0) << 8));
}

/** Names (or OIDs) of the purposes in an ExtKeyUsage extension. */
export function readPurposes(node: Der): string[] {
  if (node.tag !== tags.sequence) throw new DerError('a bad extended key usage');
  return node.kids.map(oidOf).map((oid) => oidNames.get(oid) ?? oid);
}
