import { type Der, DerError, kid, readDer, readOid, tags } from './der.ts';
import { formatDn, type Parsed, type Rdn } from './dn.ts';
import { oidNames } from './oids.ts';
import { nameMistake, pem, unwrap } from './pem.ts';
import type { San } from './sans.ts';
import {
  algorithmName,
  type Extension,
  type KeyInfo,
  type OtherName,
  readExtensions,
  readKey,
  readKeyUsage,
  readName,
  readPurposes,
  readSans,
  tried,
} from './x509.ts';

export type { KeyInfo } from './x509.ts';

/** A certificate signing request (RFC 2986). Names are in RFC 4514 order, `spki` and `der` are the bytes as they came. */
export interface Csr {
  der: Uint8Array;
  pem: string;
  subject: Rdn[];
  subjectText: string;
  sans: San[];
  otherNames: OtherName[];
  key: KeyInfo;
  spki: Uint8Array;
  signatureAlgorithm: string;
  /** `unreadable`: it is there, but its bytes are not of its form, so nothing of it is shown. */
  extensions: { oid: string; name?: string; critical: boolean; unreadable?: true }[];
  keyUsage: string[];
  extendedKeyUsage: string[];
}

// The request for extensions: PKCS #9, and the OID Microsoft used before.
const extensionRequests = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14'];

function requestedExtensions(attributes: Der | undefined): Extension[] {
  if (!attributes) return [];
  if (attributes.tag !== 0xa0) throw new DerError('not in the expected form');
  return attributes.kids
    .filter((attribute) => extensionRequests.includes(readOid(kid(attribute, 0, tags.oid).body)))
    .flatMap((attribute) => kid(attribute, 1, tags.set).kids.flatMap(readExtensions));
}

const named = (oid: string) => {
  const name = oidNames.get(oid);
  return name === undefined ? {} : { name };
};

function isOfItsForm(oid: string, value: Der): boolean {
  const reader = oid === '2.5.29.15' ? readKeyUsage : oid === '2.5.29.37' ? readPurposes : undefined;
  return reader === undefined || tried(() => reader(value)) !== undefined;
}

function read(der: Uint8Array): Csr {
  const whole = readDer(der);
  const info = kid(whole, 0, tags.sequence);
  if (whole.tag !== tags.sequence || whole.kids.length !== 3 || info.kids.length > 4)
    throw new DerError('not in the expected form');
  if (kid(info, 0, tags.integer).body.join() !== '0') throw new DerError('an unknown version');
  kid(whole, 2, tags.bits);
  const subject = readName(kid(info, 1, tags.sequence));
  const spki = kid(info, 2, tags.sequence);
  const extensions = requestedExtensions(info.kids[3]);
  // An extension that is asked for twice is read twice: nothing that a CA may take is hidden.
  const all = <T>(oid: string, read: (value: Der) => T[]) =>
    extensions.flatMap(({ oid: type, value }) => (type === oid && value ? (tried(() => read(value)) ?? []) : []));
  const names = extensions.flatMap(({ oid, value }) => (oid === '2.5.29.17' && value ? [readSans(value)] : []));
  return {
    der,
    pem: pem('CERTIFICATE REQUEST', der),
    subject,
    subjectText: formatDn(subject),
    sans: names.flatMap(({ sans }) => sans),
    otherNames: names.flatMap(({ otherNames }) => otherNames),
    key: readKey(spki),
    spki: spki.raw,
    signatureAlgorithm: algorithmName(kid(whole, 1, tags.sequence)),
    extensions: extensions.map(({ oid, critical, value }) => ({
      oid,
      ...named(oid),
      critical,
      ...(value && isOfItsForm(oid, value) ? {} : { unreadable: true as const }),
    })),
    keyUsage: [...new Set(all('2.5.29.15', readKeyUsage))],
    extendedKeyUsage: [...new Set(all('2.5.29.37', readPurposes))],
  };
}

/**
 * Reads a CSR from PEM, bare base64 or DER. Never throws; the reason names what was pasted instead (a certificate, a
 * private key, a PFX). The signature is not looked at: see `checkCsrSignature`.
 */
export function parseCsr(input: string | Uint8Array): Parsed<Csr> {
  const bytes = unwrap(input, 'request');
  if (!bytes.ok) return bytes;
  try {
    return { ok: true, value: read(bytes.value) };
  } catch (error) {
    return nameMistake(bytes.value, 'request', error);
  }
}
