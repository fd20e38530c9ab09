import * as der from './der.ts';
import { readExtensions, readSans } from './certificateInfo.ts';
import { decodeName, encodeName } from './names.ts';
import type { Rdn } from './names.ts';
import { extension } from './oids.ts';
import { encodeSan, type SanEntry } from './sanDer.ts';
import { pem } from './bundles.ts';
import { publicKeyInfo, type PrivateKey } from './crypto.ts';
import { keyFacts, signatureName, signerOf, verifyDer } from './signatures.ts';
import type { KeyFacts } from './signatures.ts';

/** What a certification request says. */
export interface CsrInfo {
  subject: Rdn[];
  sans: SanEntry[];
  spki: Uint8Array;
  key: KeyFacts;
  /** False where the signature does not fit, and where Node cannot check the algorithm. */
  signatureValid: boolean;
  /** The digest under the signature, such as `SHA-256`; empty for Ed25519, Ed448 and unknown algorithms. */
  signatureHash: string;
  der: Uint8Array;
}

/** Longer text is no request of this world: the largest RSA key with hundreds of names stays far below. */
const longestCsr = 256 * 1024;

const requestLabels = new Set(['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST']);

/**
 * Reads a PKCS#10 request (RFC 2986) from PEM, from PEM without its marker lines, or from bare base64. Never throws: what
 * it cannot read comes back as a sentence that says why. More than 256 KiB of text is not looked at.
 */
export function parseCsr(text: string): CsrInfo | { error: string } {
  if (text.length > longestCsr) return { error: 'The certificate request is longer than 256 KiB.' };
  try {
    const found = requestBytes(text);
    return typeof found === 'string' ? { error: found } : readCsr(found);
  } catch (error) {
    return { error: `The certificate request cannot be read. ${error instanceof Error ? error.message : ''}`.trim() };
  }
}

function requestBytes(text: string): Buffer | string {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g)];
  const request = blocks.find(([, label]) => requestLabels.has(label ?? ''));
  if (request === undefined && text.includes('-----'))
    return blocks[0] === undefined
      ? 'The certificate request has no complete BEGIN and END lines.'
      : `A certificate request was expected, but this is: ${blocks[0][1]}.`;
  const base64 = (request === undefined ? text : (request[2] ?? '')).replaceAll(/\s+/g, '');
  if (base64 === '') return 'There is no certificate request.';
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return 'The certificate request is not base64.';
  return Buffer.from(base64, 'base64');
}

function readCsr(bytes: Buffer): CsrInfo {
  const outer = der.expect(der.read(bytes), der.tag.sequence, 'certificate request');
  der.checkNesting(outer);
  const [contents, algorithm, signature, ...behind] = der.children(outer);
  const [version, name, spki, attributes, ...more] = der.children(
    der.expect(contents, der.tag.sequence, 'contents of a certificate request'),
  );
  if (behind.length + more.length > 0) throw new Error('The structure has more parts than a certificate request.');
  if (!der.integer(0).equals(der.expect(version, der.tag.integer, 'version').bytes))
    throw new Error('The certificate request has an unknown version.');
  const subject = decodeName(der.expect(name, der.tag.sequence, 'subject'));
  const key = der.expect(spki, der.tag.sequence, 'public key').bytes;
  const signedWith = der.expect(algorithm, der.tag.sequence, 'signature algorithm');
  const bits = der.readBits(der.expect(signature, der.tag.bitString, 'signature'));
  return {
    subject,
    sans: requestedSans(attributes),
    spki: key,
    key: keyFacts(key),
    signatureValid: contents !== undefined && verifyDer(key, signedWith, contents.bytes, bits),
    signatureHash: signatureName(signedWith).hash,
    der: bytes,
  };
}

/** The names asked for in the extension request attribute (RFC 2985 §5.4.2), as standard or as Microsoft tools write it. */
function requestedSans(attributes: der.Element | undefined): SanEntry[] {
  if (attributes === undefined) return [];
  return der.children(der.expect(attributes, 0xa0, 'attributes')).flatMap((attribute) => {
    const [type, values] = der.children(attribute);
    const oid = der.readOid(der.expect(type, der.tag.oid, 'attribute'));
    if (oid !== extension.request && oid !== extension.requestMicrosoft) return [];
    return readSans(readExtensions(der.expect(values, der.tag.set, 'requested extensions')));
  });
}

/**
 * Makes a PKCS#10 request (RFC 2986) signed by the key, as PEM; names go into the extension request attribute (RFC 2985
 * §5.4.2). Throws where a name cannot be encoded.
 */
export function writeCsr(o: { subject: readonly Rdn[]; sans: readonly SanEntry[]; key: PrivateKey }): string {
  const names = der.sequence(
    der.oid(extension.subjectAltName),
    der.octetString(der.sequence(...o.sans.map(encodeSan))),
  );
  const request = der.sequence(der.oid(extension.request), der.setOf([der.sequence(names)]));
  const contents = der.sequence(
    der.integer(0),
    encodeName(o.subject),
    publicKeyInfo(o.key),
    der.context(0, ...(o.sans.length === 0 ? [] : [request])),
  );
  const { algorithm, sign } = signerOf(o.key);
  return pem('CERTIFICATE REQUEST', der.sequence(contents, algorithm, der.bitString(sign(contents))));
}
