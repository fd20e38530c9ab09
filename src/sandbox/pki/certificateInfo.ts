import { sha1Hex } from './crypto.ts';
import * as der from './der.ts';
import { decodeName } from './names.ts';
import type { Rdn } from './names.ts';
import { extension } from './oids.ts';
import { decodeSan } from './sanDer.ts';
import type { SanEntry } from './sanDer.ts';
import { keyFacts, signatureName } from './signatures.ts';
import type { KeyFacts } from './signatures.ts';

/** What a certificate says. */
export interface CertificateInfo {
  subject: Rdn[];
  issuer: Rdn[];
  /** Upper-case hex without a sign octet. */
  serial: string;
  notBefore: Date;
  notAfter: Date;
  spki: Uint8Array;
  key: KeyFacts;
  /** Keyfactor's text, such as `SHA-256withECDSA`. */
  signatureAlgorithm: string;
  sans: SanEntry[];
  /** SHA-1 of the certificate, upper-case hex. */
  thumbprint: string;
  /** Keyfactor's bits; 0 where the certificate has no such extension. */
  keyUsage: number;
  ekus: string[];
  isCa: boolean;
}

interface CertificateParts {
  serial: der.Element;
  issuer: der.Element;
  validity: der.Element;
  subject: der.Element;
  spki: Uint8Array;
  signatureAlgorithm: der.Element;
  extensions: Map<string, Uint8Array>;
  subjectKeyIdentifier: Uint8Array | undefined;
}

/** Takes a certificate apart without reading its names. Throws on anything that is not a version 3 certificate. */
export function certificateParts(bytes: Uint8Array): CertificateParts {
  const [contents, signatureAlgorithm] = der.children(der.expect(der.read(bytes), der.tag.sequence, 'certificate'));
  const [version, serial, , issuer, validity, subject, spki, ...rest] = der.children(
    der.expect(contents, der.tag.sequence, 'certificate contents'),
  );
  der.expect(version, 0xa0, 'certificate version');
  const extensions = readExtensions(rest.find((each) => each.tag === 0xa3));
  const identifier = extensions.get(extension.subjectKeyIdentifier);
  return {
    serial: der.expect(serial, der.tag.integer, 'serial number'),
    issuer: der.expect(issuer, der.tag.sequence, 'issuer'),
    validity: der.expect(validity, der.tag.sequence, 'validity'),
    subject: der.expect(subject, der.tag.sequence, 'subject'),
    spki: der.expect(spki, der.tag.sequence, 'public key').bytes,
    signatureAlgorithm: der.expect(signatureAlgorithm, der.tag.sequence, 'signature algorithm'),
    extensions,
    subjectKeyIdentifier: identifier && der.read(identifier).content,
  };
}

/** Reads a DER certificate. Throws on anything that is not a version 3 certificate. */
export function certificateInfo(bytes: Uint8Array): CertificateInfo {
  const parts = certificateParts(bytes);
  const [notBefore, notAfter] = der.children(parts.validity);
  if (notBefore === undefined || notAfter === undefined) throw new Error('The certificate has no validity.');
  const usage = parts.extensions.get(extension.keyUsage);
  const ekus = parts.extensions.get(extension.extendedKeyUsage);
  const constraints = parts.extensions.get(extension.basicConstraints);
  return {
    subject: decodeName(parts.subject),
    issuer: decodeName(parts.issuer),
    serial: Buffer.from(parts.serial.content)
      .toString('hex')
      .toUpperCase()
      .replace(/^00(?=.)/, ''),
    notBefore: der.readTime(notBefore),
    notAfter: der.readTime(notAfter),
    spki: parts.spki,
    key: keyFacts(parts.spki),
    signatureAlgorithm: signatureName(parts.signatureAlgorithm).text,
    sans: readSans(parts.extensions),
    thumbprint: sha1Hex(bytes),
    keyUsage: usage === undefined ? 0 : readKeyUsage(usage),
    ekus: ekus === undefined ? [] : der.children(der.read(ekus)).map(der.readOid),
    isCa: constraints !== undefined && der.children(der.read(constraints))[0]?.tag === der.tag.boolean,
  };
}

/** Extensions by OID, each the DER inside its octet string. `wrapper` is an element that holds the list of them. */
export function readExtensions(wrapper: der.Element | undefined): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  if (wrapper === undefined) return found;
  const [list] = der.children(wrapper);
  for (const each of der.children(der.expect(list, der.tag.sequence, 'list of extensions'))) {
    const [type, ...rest] = der.children(der.expect(each, der.tag.sequence, 'extension'));
    const oid = der.readOid(der.expect(type, der.tag.oid, 'extension'));
    if (found.has(oid)) throw new Error('An extension is there twice.');
    found.set(oid, der.expect(rest.at(-1), der.tag.octetString, 'value of an extension').content);
  }
  return found;
}

/** The subject alternative names among extensions. */
export function readSans(extensions: ReadonlyMap<string, Uint8Array>): SanEntry[] {
  const value = extensions.get(extension.subjectAltName);
  if (value === undefined) return [];
  const list = der.expect(der.read(value), der.tag.sequence, 'list of subject alternative names');
  der.checkNesting(list);
  return der.children(list).map(decodeSan);
}

function readKeyUsage(value: Uint8Array): number {
  const [low = 0, high = 0] = der.readBits(der.expect(der.read(value), der.tag.bitString, 'key usage'));
  return low + high * 256;
}
