import type { AuthorityRow } from './companyRows.ts';
import { certificateInfo, issueLeaf, type SanEntry } from './pki/certificates.ts';
import { generateKey, privateKeyToPkcs8, publicKeyInfo, sha256Hex, type PrivateKey } from './pki/crypto.ts';
import { formatDn, parseDn, type Rdn } from './pki/names.ts';
import type { CertificateRow, SanText } from './storeRows.ts';
import type { World } from './world.ts';

/** CAs date certificates back this far, so that a client with a slow clock takes them (recorded on 25.4). */
const backDatedMs = 600_000;
const dayMs = 86_400_000;
const standalone = { keyUsage: 160, ekus: ['1.3.6.1.5.5.7.3.1'], days: 365 };

/** A name for the certificate; `raw` is base64 DER of a kind that is copied as it came. */
export interface OrderedSan extends SanText {
  raw: string | null;
}

/** Everything that is needed to issue; plain JSON, so that a pending request can keep it. */
export interface IssueOrder {
  subject: string;
  sans: OrderedSan[];
  /** Base64 SubjectPublicKeyInfo. */
  spki: string;
  authorityId: number;
  templateId: number | null;
  patternId: number | null;
  requester: string;
  ownerRoleId: number | null;
  ownerRoleName: string | null;
  metadata: Record<string, string>;
  requestId: number | null;
  /** The certificate that this one renews; null for a new one. */
  renewalOf: number | null;
  /** Base64 PKCS#8 to keep with the certificate; null when the template retains nothing. */
  retainedKey: string | null;
  /** The pending CSR (CSRGeneration) that is enrolled by this: it goes once the certificate is there. */
  generatedCsrId?: number;
}

function sanEntry(san: OrderedSan): SanEntry {
  const kind = san.kind as SanEntry['kind'];
  return san.raw === null
    ? { kind, value: san.value }
    : { kind, value: san.value, raw: Buffer.from(san.raw, 'base64') };
}

/** A parsed subject; one that does not parse is a fault of the sandbox, since requests were checked before. */
function subjectRdns(text: string): Rdn[] {
  const parsed = text === '' ? [] : parseDn(text);
  if ('error' in parsed) throw new Error(`Subject does not parse: ${parsed.error}`);
  return parsed;
}

/** The first common name of a subject, or ''. */
export function commonNameOf(rdns: readonly Rdn[]): string {
  return rdns.flat().find((attribute) => attribute.oid === '2.5.4.3')?.value ?? '';
}

function authorityOf(world: World, id: number): AuthorityRow {
  const authority = world.authorities.get(id);
  if (authority === undefined) throw new Error(`Authority ${id} does not exist.`);
  return authority;
}

interface Profile {
  keyUsage: number;
  ekus: string[];
  days: number;
}

function profileOf(world: World, templateId: number | null): Profile {
  const template = templateId === null ? undefined : world.templates.get(templateId);
  if (template === undefined) return standalone;
  return {
    keyUsage: template.KeyUsage,
    ekus: template.ExtendedKeyUsages.map((usage) => usage.Oid),
    days: template.validityDays,
  };
}

/** Where a CA publishes its CRL in this company; the sandbox does not serve it. */
export function crlUrl(authority: AuthorityRow): string {
  return `http://crl.keyexample.com/${encodeURIComponent(authority.LogicalName)}.crl`;
}

/** Issues now and files the certificate. Same order twice: two certificates, as on the real server. */
export function issue(world: World, order: IssueOrder, atMs: number): CertificateRow {
  const authority = authorityOf(world, order.authorityId);
  const profile = profileOf(world, order.templateId);
  const subject = subjectRdns(order.subject);
  const notBefore = Math.floor((atMs - backDatedMs) / 1000) * 1000;
  const caEnds = certificateInfo(authority.issuer.certificate).notAfter.getTime();
  const der = issueLeaf(authority.issuer, {
    subject,
    sans: order.sans.map(sanEntry),
    spki: Buffer.from(order.spki, 'base64'),
    keyUsage: profile.keyUsage,
    ekus: profile.ekus,
    notBefore: new Date(notBefore),
    notAfter: new Date(Math.min(notBefore + profile.days * dayMs - 1000, caEnds)),
    crlUrl: crlUrl(authority),
  });
  const info = certificateInfo(der);
  if (order.generatedCsrId !== undefined) world.generatedCsrs.remove(order.generatedCsrId);
  return world.certificates.put({
    Id: world.certificates.nextId(),
    subject: formatDn(subject),
    commonName: commonNameOf(subject),
    sans: order.sans.map(({ kind, value }) => ({ kind, value })),
    serial: info.serial,
    der: Buffer.from(der).toString('base64'),
    thumbprint: info.thumbprint,
    authorityId: authority.Id,
    templateId: order.templateId,
    patternId: order.patternId,
    keyKind: info.key.kind,
    keyBits: info.key.bits,
    curve: info.key.curve ?? null,
    spkiHash: sha256Hex(info.spki),
    keyPkcs8: order.retainedKey,
    retained: order.retainedKey !== null,
    notBefore: info.notBefore.getTime(),
    notAfter: info.notAfter.getTime(),
    importedAt: atMs,
    state: 1,
    revokedAt: null,
    revocationReason: null,
    revocationComment: null,
    requester: order.requester,
    ownerRoleId: order.ownerRoleId,
    ownerRoleName: order.ownerRoleName,
    metadata: order.metadata,
    requestId: order.requestId,
  });
}

const seedKeys = new Map<string, Promise<PrivateKey>>();

/** Keys of seeded certificates: four per kind and size for the whole process; RSA takes a while to make. */
function seedKey(row: CertificateRow): Promise<PrivateKey> {
  const kind = row.keyKind === 'other' ? 'EC' : row.keyKind;
  const slot = kind === 'RSA' ? row.Id % 2 : row.Id % 4;
  const name = `${kind} ${row.keyBits} ${row.curve ?? ''} ${slot}`;
  const known = seedKeys.get(name);
  if (known !== undefined) return known;
  const made = generateKey({ kind, bits: row.keyBits, ...(row.curve === null ? {} : { curve: row.curve }) });
  seedKeys.set(name, made);
  return made;
}

/**
 * The certificate's DER. Seeded rows are issued now, by their CA with their dates and serial number, and remembered;
 * where their key is retained, so is the key.
 */
export async function certificateDer(world: World, row: CertificateRow): Promise<Uint8Array> {
  if (row.der !== null) return Buffer.from(row.der, 'base64');
  const key = await seedKey(row);
  const present = world.certificates.get(row.Id);
  if (present !== undefined && present.der !== null) return Buffer.from(present.der, 'base64');
  const authority = authorityOf(world, row.authorityId);
  const profile = profileOf(world, row.templateId);
  const der = issueLeaf(authority.issuer, {
    subject: subjectRdns(row.subject),
    sans: row.sans.map((san) => sanEntry({ ...san, raw: null })),
    spki: publicKeyInfo(key),
    keyUsage: profile.keyUsage,
    ekus: profile.ekus,
    notBefore: new Date(row.notBefore),
    notAfter: new Date(row.notAfter),
    serial: row.serial,
    crlUrl: crlUrl(authority),
  });
  const info = certificateInfo(der);
  world.certificates.put({
    ...(present ?? row),
    der: Buffer.from(der).toString('base64'),
    keyPkcs8: row.retained ? privateKeyToPkcs8(key).toString('base64') : null,
    spkiHash: sha256Hex(info.spki),
    thumbprint: info.thumbprint,
    serial: info.serial,
  });
  return der;
}

/** The row with its bytes: what to show instead of a row that may not have them yet. */
export async function withBytes(world: World, row: CertificateRow): Promise<CertificateRow> {
  await certificateDer(world, row);
  return world.certificates.get(row.Id) ?? row;
}

/** Leaf first, then the CA and those above it, root last. */
export function chainOf(authority: AuthorityRow, leaf: Uint8Array): Uint8Array[] {
  return [leaf, authority.issuer.certificate, ...authority.chain.map((above) => above.certificate)];
}
