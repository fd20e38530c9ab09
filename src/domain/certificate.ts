import { type Der, DerError, hex, kid, latin1, readDer, tags } from './der.ts';
import { formatDn, type Parsed } from './dn.ts';
import { nameMistake, pem, unwrap } from './pem.ts';
import type { San } from './sans.ts';
import { type KeyInfo, readExtensions, readKey, readKeyUsage, readName, readPurposes, readSans } from './x509.ts';

/** What is shown of a certificate (RFC 5280). Names in RFC 4514 order, serial and ids in upper-case hex. */
export interface CertificateView {
  der: Uint8Array;
  pem: string;
  subjectText: string;
  issuerText: string;
  serial: string;
  notBefore: Date;
  notAfter: Date;
  sans: San[];
  key: KeyInfo;
  spki: Uint8Array;
  isCa: boolean;
  /** Empty: not restricted. */
  keyUsage: string[];
  extendedKeyUsage: string[];
  subjectKeyId?: string;
  authorityKeyId?: string;
}

function readTime(node: Der): Date {
  const form = /^(\d{2})?(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(latin1(node.body));
  if (!form || (node.tag !== 23 && node.tag !== 24) || (form[1] === undefined) !== (node.tag === 23))
    throw new DerError('a bad time');
  const [year = '', month, day, hour, minute, second] = form.slice(2);
  // Two digits are 1950 to 2049 (RFC 5280 §4.1.2.5.1).
  const century = form[1] ?? (Number(year) < 50 ? '20' : '19');
  const time = new Date(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time.getTime())) throw new DerError('a bad time');
  return time;
}

function read(der: Uint8Array): CertificateView {
  const whole = readDer(der);
  const tbs = kid(whole, 0, tags.sequence);
  if (whole.tag !== tags.sequence || whole.kids.length !== 3) throw new DerError('not in the expected form');
  kid(whole, 2, tags.bits);
  // Version 1 leaves the version out.
  const at = tbs.kids[0]?.tag === 0xa0 ? 1 : 0;
  const validity = kid(tbs, at + 3, tags.sequence);
  const spki = kid(tbs, at + 5, tags.sequence);
  const last = tbs.kids.slice(at + 6).find((node) => node.tag === 0xa3);
  const extensions = last ? readExtensions(kid(last, 0, tags.sequence)) : [];
  const find = (oid: string) => extensions.find((extension) => extension.oid === oid)?.value;
  const [names, constraints] = [find('2.5.29.17'), find('2.5.29.19')];
  const [usage, purposes] = [find('2.5.29.15'), find('2.5.29.37')];
  const [ownId, issuerId] = [find('2.5.29.14'), find('2.5.29.35')?.kids.find((node) => node.tag === 0x80)];
  return {
    der,
    pem: pem('CERTIFICATE', der),
    subjectText: formatDn(readName(kid(tbs, at + 4, tags.sequence))),
    issuerText: formatDn(readName(kid(tbs, at + 2, tags.sequence))),
    serial: hex(kid(tbs, at, tags.integer).body).replace(/^(00)+(?=..)/, ''),
    notBefore: readTime(kid(validity, 0)),
    notAfter: readTime(kid(validity, 1)),
    sans: names ? readSans(names).sans : [],
    key: readKey(spki),
    spki: spki.raw,
    isCa: constraints?.kids[0]?.tag === 1 && constraints.kids[0].body[0] !== 0,
    keyUsage: usage ? readKeyUsage(usage) : [],
    extendedKeyUsage: purposes ? readPurposes(purposes) : [],
    ...(ownId ? { subjectKeyId: hex(ownId.body) } : {}),
    ...(issuerId ? { authorityKeyId: hex(issuerId.body) } : {}),
  };
}

/**
 * Reads a certificate from PEM (with or without a `#CN=` line), bare base64 or DER; of several the first. Never throws;
 * the reason names what came instead.
 */
export function parseCertificate(input: string | Uint8Array): Parsed<CertificateView> {
  const bytes = unwrap(input, 'certificate');
  if (!bytes.ok) return bytes;
  try {
    return { ok: true, value: read(bytes.value) };
  } catch (error) {
    return nameMistake(bytes.value, 'certificate', error);
  }
}

const selfIssued = (c: CertificateView) => c.subjectText === c.issuerText;

/** By name, and by key identifier where both sides have one (RFC 5280 §4.2.1.1). */
function issued(issuer: CertificateView, c: CertificateView): boolean {
  const keysFit =
    issuer.subjectKeyId === undefined || c.authorityKeyId === undefined || issuer.subjectKeyId === c.authorityKeyId;
  return issuer !== c && issuer.subjectText === c.issuerText && keysFit;
}

/**
 * The same certificates with the leaf first, each followed by its issuer, whatever order they came in. The leaf is the
 * one that issued none of the others, before all one that is no CA; what does not belong to its chain follows.
 */
export function orderChain(certs: readonly CertificateView[]): CertificateView[] {
  const rest = [...certs];
  const take = (wanted: CertificateView | undefined) => (wanted ? rest.splice(rest.indexOf(wanted), 1) : []);
  const ends = certs.filter((c) => !certs.some((other) => !selfIssued(other) && issued(c, other)));
  const ordered = take(ends.find((c) => !c.isCa) ?? ends.find((c) => !selfIssued(c)) ?? ends[0] ?? certs[0]);
  for (let last = ordered[0]; last; last = ordered.at(-1)) {
    const current = last;
    const next = selfIssued(current) ? [] : take(rest.find((c) => issued(c, current)));
    if (next.length === 0) break;
    ordered.push(...next);
  }
  return [...ordered, ...rest];
}

/** True for the same bytes, as two public keys are compared. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** One PEM text of all of them, in the order given. */
export function pemBundle(certs: readonly CertificateView[]): string {
  return certs.map((c) => c.pem).join('');
}
