import * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { asCertificateId, asTemplateId, type CertificateId, type TemplateId } from '../domain/ids.ts';
import type { San } from '../domain/sans.ts';
import { noScope, type Scope } from '../domain/scope.ts';
import { call } from './client.ts';
import { ApiError } from './errors.ts';
import { fetchSortedPage, quoteValue } from './lists.ts';
import { scopeQuery } from './scope.ts';
import { bool, int, loose, maybe, parseInstant, read, text } from './wire.ts';

/** A certificate as Keyfactor keeps it. Times are ISO text in UTC. */
export interface CertificateRecord {
  certificateId: CertificateId;
  thumbprint: string;
  serialNumber: string;
  subject: string;
  commonName: string;
  issuer: string;
  /**
   * When Keyfactor took it in: the only date that says which of two is newer, as NotBefore is backdated. Empty where the
   * server leaves it out or it cannot be read.
   */
  importedAt: string;
  notBefore: string;
  notAfter: string;
  /** Without the number some servers write behind it. */
  state: string;
  /** The state's number: 1 is active. Null where the server leaves it out. */
  stateNumber: number | null;
  authorityName: string;
  /** The display name; requests use the short one, so that templates are told apart by id. */
  templateName: string;
  templateId: TemplateId | null;
  requesterName: string;
  hasPrivateKey: boolean;
  /** Base64 DER, empty where the server left it out. */
  content: string;
  /** Null where it is not revoked, or the server does not say. */
  revocationReason: number | null;
}

/** A certificate with what only its own record tells. Times are ISO text in UTC, '' where there is none. */
export interface CertificateDetails extends CertificateRecord {
  revokedAt: string;
  revocationComment: string;
  /** The security role that owns it; '' where there is none or the server knows no owners. */
  ownerName: string;
  principalName: string;
  requestId: number | null;
  patternId: number | null;
  signingAlgorithm: string;
  /** Fields that hold a value, by name (recorded on 25.4: only those). */
  metadata: Readonly<Record<string, string>>;
}

/** One certificate of GET Certificates or GET Certificates/{id}, as far as this app reads it. */
export const wireCertificate = loose({
  Id: int,
  Thumbprint: maybe(text),
  SerialNumber: maybe(text),
  IssuedDN: maybe(text),
  IssuedCN: maybe(text),
  IssuerDN: maybe(text),
  ImportDate: maybe(text),
  NotBefore: maybe(text),
  NotAfter: maybe(text),
  CertState: maybe(int),
  CertStateString: maybe(text),
  CertificateAuthorityName: maybe(text),
  TemplateName: maybe(text),
  TemplateId: maybe(int),
  RequesterName: maybe(text),
  HasPrivateKey: maybe(bool),
  ContentBytes: maybe(text),
  RevocationReason: maybe(int),
});

/** What only GET Certificates/{id} is read for. */
const wireDetails = z.extend(wireCertificate, {
  RevocationEffDate: maybe(text),
  RevocationComment: maybe(text),
  OwnerRoleName: maybe(text),
  PrincipalName: maybe(text),
  CertRequestId: maybe(int),
  EnrollmentPatternId: maybe(int),
  SigningAlgorithm: maybe(text),
  Metadata: maybe(z.record(z.string(), z.nullable(text))),
});

function instant(value: unknown): string {
  return parseInstant(value)?.toISOString() ?? '';
}

/** A certificate from the wire. */
export function readCertificate(row: z.infer<typeof wireCertificate>): CertificateRecord {
  return {
    certificateId: asCertificateId(row.Id),
    thumbprint: row.Thumbprint ?? '',
    serialNumber: row.SerialNumber ?? '',
    subject: row.IssuedDN ?? '',
    commonName: row.IssuedCN ?? '',
    issuer: row.IssuerDN ?? '',
    importedAt: instant(row.ImportDate),
    notBefore: instant(row.NotBefore),
    notAfter: instant(row.NotAfter),
    state: (row.CertStateString ?? '').replace(/ \(\d+\)$/, ''),
    stateNumber: row.CertState ?? null,
    authorityName: row.CertificateAuthorityName ?? '',
    templateName: row.TemplateName ?? '',
    templateId: row.TemplateId ? asTemplateId(row.TemplateId) : null,
    requesterName: row.RequesterName ?? '',
    hasPrivateKey: row.HasPrivateKey ?? false,
    content: row.ContentBytes ?? '',
    revocationReason: row.RevocationReason ?? null,
  };
}

/** A certificate of GET Certificates/{id} with all that this app reads of it. */
export function readDetails(body: unknown): CertificateDetails {
  const row = read(wireDetails, body, 'the certificate');
  const held = Object.entries(row.Metadata ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return {
    ...readCertificate(row),
    revokedAt: instant(row.RevocationEffDate),
    revocationComment: row.RevocationComment ?? '',
    ownerName: row.OwnerRoleName ?? '',
    principalName: row.PrincipalName ?? '',
    requestId: row.CertRequestId || null,
    patternId: row.EnrollmentPatternId || null,
    signingAlgorithm: row.SigningAlgorithm ?? '',
    metadata: Object.fromEntries(held),
  };
}

/** Reads one certificate now, past every cache, in the scope that the caller looks at. Throws as `call` and `read` do. */
export async function fetchCertificate(
  id: CertificateId,
  scope: Scope,
  signal?: AbortSignal,
): Promise<CertificateDetails> {
  const query = { includeHasPrivateKey: true, includeLocations: true, includeMetadata: true, ...scopeQuery(scope) };
  const answer = await call(`/Certificates/${id}`, { query, ...(signal && { signal }) });
  return readDetails(answer.body);
}

/** One certificate with its bytes. */
export function certificateQuery(id: CertificateId, scope: Scope = noScope) {
  return queryOptions({
    queryKey: ['certificate', id, scope],
    queryFn: ({ signal }) => fetchCertificate(id, scope, signal),
  });
}

const pageSize = 50;
const mostRows = 1000;

/** Certificates of one name, newest first, and whether these are all that there are. */
export interface FoundCertificates {
  rows: CertificateRecord[];
  complete: boolean;
}

/** Kinds whose text is the same on every server, a name that stands for others last; of the others the spelling differs. */
function likeness({ kind, value }: San): number {
  if (kind === 'dns') return value.includes('*') ? 2 : 0;
  return ['rfc822', 'ms_ntprincipalname', 'uri', 'ip4'].includes(kind) ? 1 : 3;
}

/**
 * The question that finds the certificates of a name: the common name, without one an alternative name (query fields
 * `IssuedCN` and `SAN`, vendor documentation of the certificate search).
 * @returns null when there is no name that can be put into a query, as one with a double quote cannot
 */
export function nameFilter(commonName: string, sans: readonly San[]): string | null {
  const name = commonName === '' ? null : quoteValue(commonName);
  if (name !== null) return `IssuedCN -eq ${name}`;
  const others = sans.toSorted((a, b) => likeness(a) - likeness(b)).map(({ value }) => quoteValue(value));
  const other = others.find((each) => each !== null && each !== '""');
  return other === undefined ? null : `SAN -contains ${other}`;
}

/**
 * Certificates that a question finds (`nameFilter`), newest first, in pages of 50 up to 1000 (field notes of client authors).
 * @param enough asked after each page that the server sorted; true: no later page can matter
 * @returns null when there is no question, or the server's search does not take alternative names
 */
async function searched(
  queryString: string | null,
  flags: Readonly<Record<string, boolean | number>>,
  signal: AbortSignal,
  enough?: (page: readonly CertificateRecord[]) => boolean,
): Promise<FoundCertificates | null> {
  if (queryString === null) return null;
  try {
    return await readPages(queryString, flags, signal, enough);
  } catch (error) {
    // Nothing but the field can be wrong with it.
    if (queryString.startsWith('SAN ') && error instanceof ApiError && error.status === 400) return null;
    throw error;
  }
}

async function readPages(
  queryString: string,
  flags: Readonly<Record<string, boolean | number>>,
  signal: AbortSignal,
  enough: (page: readonly CertificateRecord[]) => boolean = () => false,
): Promise<FoundCertificates> {
  // While pages are read a certificate may come in, which moves rows to the next page: by id each is there once.
  const byId = new Map<CertificateId, CertificateRecord>();
  for (let page = 1, read = 0; read < mostRows; page += 1) {
    const found = await fetchSortedPage(
      '/Certificates',
      page,
      { queryString, sortField: 'CertId', descending: true, pageSize },
      wireCertificate,
      { query: { includeHasPrivateKey: true, ...flags }, signal },
    );
    const rows = found.rows.map(readCertificate);
    for (const row of rows) byId.set(row.certificateId, row);
    read += rows.length;
    const last = rows.length === 0 || (found.totalIsExact ? read >= found.total : rows.length < pageSize);
    if (last || (!found.sortRefused && enough(rows))) {
      return { rows: newestFirst([...byId.values()]), complete: true };
    }
  }
  return { rows: newestFirst([...byId.values()]), complete: false };
}

const newestFirst = (rows: readonly CertificateRecord[]) => rows.toSorted((a, b) => b.certificateId - a.certificateId);

/** Those taken in at or after a time (milliseconds), newest first; also those that do not say when (`importedAt` ''). */
export function importedSince(rows: readonly CertificateRecord[], sinceMs: number): CertificateRecord[] {
  return newestFirst(rows.filter((row) => row.importedAt === '' || Date.parse(row.importedAt) >= sinceMs));
}

/**
 * Certificates of a name that came in since a time: what to look at when the answer to a request never arrived.
 * @param sinceMs server time in milliseconds
 * @param sans alternative names to go by where there is no common name
 * @returns candidates, revoked ones too, newest first, among them those without `importedAt`; null when nothing was
 *   searched: no name fits into a query (`nameFilter` is null), or else the server's search does not take alternative names
 */
export function newCertificatesQuery(
  commonName: string,
  sinceMs: number,
  sans: readonly San[] = [],
  scope: Scope = noScope,
) {
  const question = nameFilter(commonName, sans);
  return queryOptions({
    queryKey: ['new certificates', question, sinceMs, scope],
    queryFn: async ({ signal }): Promise<FoundCertificates | null> => {
      const flags = { includeRevoked: true, includeExpired: true, ...scopeQuery(scope) };
      const older = (rows: readonly CertificateRecord[]) => importedSince(rows, sinceMs).length === 0;
      const found = await searched(question, flags, signal, older);
      return found && { rows: importedSince(found.rows, sinceMs), complete: found.complete };
    },
    gcTime: 0,
  });
}

/** True for a certificate that is neither revoked nor otherwise out of use, as far as the server says. */
export const isActive = (row: CertificateRecord) => row.stateNumber === null || row.stateNumber === 1;

/**
 * Certificates of a name that are in use now: active and, by the server's own default, not expired.
 * @param sans alternative names to go by where there is no common name
 * @returns newest first, up to 1000; null when nothing was searched, for the reasons of `newCertificatesQuery`
 */
export function liveCertificatesQuery(commonName: string, sans: readonly San[] = [], scope: Scope = noScope) {
  const question = nameFilter(commonName, sans);
  return queryOptions({
    queryKey: ['live certificates', question, scope],
    queryFn: async ({ signal }): Promise<FoundCertificates | null> => {
      const flags = { includeRevoked: false, includeExpired: false, ...scopeQuery(scope) };
      const found = await searched(question, flags, signal);
      return found && { ...found, rows: found.rows.filter(isActive) };
    },
    staleTime: 30_000,
  });
}
