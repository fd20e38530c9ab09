import { publicKeyInfo, randomOctets, sha1 } from './crypto.ts';
import type { PrivateKey } from './crypto.ts';
import * as der from './der.ts';
import { certificateParts } from './certificateInfo.ts';
import { encodeName } from './names.ts';
import type { Rdn } from './names.ts';
import { extension } from './oids.ts';
import { encodeSan } from './sanDer.ts';
import type { SanEntry } from './sanDer.ts';
import { signerOf } from './signatures.ts';

export { certificateInfo } from './certificateInfo.ts';
export type { SanEntry } from './sanDer.ts';

/** A certificate authority: its name, its key, and its certificate in DER. */
export interface Issuer {
  name: Rdn[];
  key: PrivateKey;
  certificate: Uint8Array;
}

/** What an end-entity certificate shall say. */
export interface LeafRequest {
  subject: Rdn[];
  sans: SanEntry[];
  /** SubjectPublicKeyInfo DER. */
  spki: Uint8Array;
  /** Keyfactor's bits: 128 digitalSignature … 1 encipherOnly, 32768 decipherOnly; 0 leaves the extension out. */
  keyUsage: number;
  /** OIDs; none leaves the extension out. */
  ekus: string[];
  notBefore: Date;
  notAfter: Date;
  /** Hex; random when absent. */
  serial?: string;
  crlUrl?: string;
}

interface CaRequest {
  name: Rdn[];
  key: PrivateKey;
  notBefore: Date;
  notAfter: Date;
}

const certSignAndCrlSign = 4 + 2;

/** Makes a self-signed root certificate. */
export function issueRoot(o: CaRequest): Issuer {
  const spki = publicKeyInfo(o.key);
  const name = encodeName(o.name);
  const extensions = caExtensions(keyIdentifier(spki), undefined);
  return { name: o.name, key: o.key, certificate: signed(o.key, name, { ...o, subject: name, spki, extensions }) };
}

/** Makes a CA certificate below `parent`; `pathLength` limits how many CAs may follow. */
export function issueCa(parent: Issuer, o: CaRequest & { pathLength?: number }): Issuer {
  const spki = publicKeyInfo(o.key);
  const above = certificateParts(parent.certificate);
  const extensions = [
    ...caExtensions(keyIdentifier(spki), o.pathLength),
    authorityKeyIdentifier(above.subjectKeyIdentifier ?? keyIdentifier(above.spki)),
  ];
  const body = { ...o, subject: encodeName(o.name), spki, extensions };
  return { name: o.name, key: o.key, certificate: signed(parent.key, above.subject.bytes, body) };
}

/** Makes an end-entity certificate (RFC 5280 §4). Throws where a SAN or an OID cannot be encoded. */
export function issueLeaf(issuer: Issuer, request: LeafRequest): Uint8Array {
  const above = certificateParts(issuer.certificate);
  const subject = encodeName(request.subject);
  const withoutSubject = subject.length === 2;
  const extensions = [
    criticalExtension(extension.basicConstraints, der.sequence()),
    authorityKeyIdentifier(above.subjectKeyIdentifier ?? keyIdentifier(above.spki)),
    plainExtension(extension.subjectKeyIdentifier, der.octetString(keyIdentifier(request.spki))),
  ];
  if (request.keyUsage !== 0) extensions.push(criticalExtension(extension.keyUsage, keyUsageBits(request.keyUsage)));
  if (request.ekus.length > 0)
    extensions.push(plainExtension(extension.extendedKeyUsage, der.sequence(...request.ekus.map(der.oid))));
  if (request.sans.length > 0) {
    // RFC 5280 §4.2.1.6: critical when it is the only name.
    const write = withoutSubject ? criticalExtension : plainExtension;
    extensions.push(write(extension.subjectAltName, der.sequence(...request.sans.map(encodeSan))));
  }
  if (request.crlUrl !== undefined)
    extensions.push(plainExtension(extension.crlDistributionPoints, crlPoint(request.crlUrl)));
  return signed(issuer.key, above.subject.bytes, { ...request, subject, extensions });
}

interface Body {
  subject: Uint8Array;
  spki: Uint8Array;
  notBefore: Date;
  notAfter: Date;
  serial?: string;
  extensions: Uint8Array[];
}

function signed(key: PrivateKey, issuerName: Uint8Array, body: Body): Uint8Array {
  const { algorithm, sign } = signerOf(key);
  const contents = der.sequence(
    der.context(0, der.integer(2)),
    der.integer(serialBytes(body.serial)),
    algorithm,
    issuerName,
    der.sequence(der.time(body.notBefore), der.time(body.notAfter)),
    body.subject,
    body.spki,
    der.context(3, der.sequence(...body.extensions)),
  );
  return der.sequence(contents, algorithm, der.bitString(sign(contents)));
}

/** 20 octets, the most RFC 5280 §4.1.2.2 allows, positive and never shorter. */
function serialBytes(serial: string | undefined): Uint8Array {
  if (serial !== undefined) return Buffer.from(serial, 'hex');
  const bytes = randomOctets(20);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

/** RFC 5280 §4.2.1.2 method 1: SHA-1 of the bits of the public key. */
function keyIdentifier(spki: Uint8Array): Buffer {
  return sha1(der.readBits(der.expect(der.children(der.read(spki))[1], der.tag.bitString, 'public key')));
}

function caExtensions(identifier: Uint8Array, pathLength: number | undefined): Buffer[] {
  const limit = pathLength === undefined ? [] : [der.integer(pathLength)];
  return [
    criticalExtension(extension.basicConstraints, der.sequence(der.yes(), ...limit)),
    criticalExtension(extension.keyUsage, keyUsageBits(certSignAndCrlSign)),
    plainExtension(extension.subjectKeyIdentifier, der.octetString(identifier)),
  ];
}

function authorityKeyIdentifier(identifier: Uint8Array): Buffer {
  return plainExtension(extension.authorityKeyIdentifier, der.sequence(der.contextPrimitive(0, identifier)));
}

/** Keyfactor's number has the first octet of the bit string in its low byte. */
function keyUsageBits(bits: number): Buffer {
  return der.namedBits(Buffer.from([bits & 0xff, (bits >> 8) & 0xff]));
}

function crlPoint(url: string): Buffer {
  const name = der.context(0, der.context(0, encodeSan({ kind: 'uri', value: url })));
  return der.sequence(der.sequence(name));
}

function plainExtension(oid: string, value: Uint8Array): Buffer {
  return der.sequence(der.oid(oid), der.octetString(value));
}

function criticalExtension(oid: string, value: Uint8Array): Buffer {
  return der.sequence(der.oid(oid), der.yes(), der.octetString(value));
}
