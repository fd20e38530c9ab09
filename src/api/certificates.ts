import type * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { asCertificateId, type CertificateId } from '../domain/ids.ts';
import { call } from './client.ts';
import { fetchPage, quoteValue } from './lists.ts';
import { bool, int, loose, maybe, parseInstant, read, text } from './wire.ts';

/** A certificate as Keyfactor keeps it. Times are ISO text in UTC. */
export interface CertificateRecord {
  certificateId: CertificateId;
  thumbprint: string;
  serialNumber: string;
  subject: string;
  commonName: string;
  issuer: string;
  /** When Keyfactor took it in: the only date that says which of two is newer, as NotBefore is backdated. */
  importedAt: string;
  notBefore: string;
  notAfter: string;
  /** Without the number some servers write behind it. */
  state: string;
  authorityName: string;
  templateName: string;
  requesterName: string;
  hasPrivateKey: boolean;
  /** Base64 DER, empty where the server left it out. */
  content: string;
}

/** One certificate of GET Certificates or GET Certificates/{id}, as far as this app reads it. */
const wireCertificate = loose({
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
  RequesterName: maybe(text),
  HasPrivateKey: maybe(bool),
  ContentBytes: maybe(text),
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
    authorityName: row.CertificateAuthorityName ?? '',
    templateName: row.TemplateName ?? '',
    requesterName: row.RequesterName ?? '',
    hasPrivateKey: row.HasPrivateKey ?? false,
    content: row.ContentBytes ?? '',
  };
}

/** One certificate with its bytes. */
export function certificateQuery(id: CertificateId) {
  return queryOptions({
    queryKey: ['certificate', id],
    queryFn: async ({ signal }) => {
      const query = { includeHasPrivateKey: true, includeLocations: true, includeMetadata: true };
      const answer = await call(`/Certificates/${id}`, { query, signal });
      return readCertificate(read(wireCertificate, answer.body, 'the certificate'));
    },
  });
}

/** Clocks differ and the record is made before the answer is sent; the vendor's client allows the same two minutes. */
const searchBackMs = 120_000;

/** Those taken in at or after the start of a request, two minutes allowed for; newest first. */
export function importedSince(rows: readonly CertificateRecord[], startedAtMs: number): CertificateRecord[] {
  return rows
    .filter((row) => Date.parse(row.importedAt) >= startedAtMs - searchBackMs)
    .toSorted((a, b) => b.certificateId - a.certificateId);
}

/**
 * Certificates of a common name that came in since a request was sent: what to look at when its answer never arrived.
 * @param startedAtMs server time of the request, in milliseconds
 * @returns candidates, newest first, or null when the name cannot be put into a query (it holds a double quote)
 */
export function newCertificatesQuery(commonName: string, startedAtMs: number) {
  return queryOptions({
    queryKey: ['new certificates', commonName, startedAtMs],
    queryFn: async ({ signal }) => {
      const quoted = quoteValue(commonName);
      if (quoted === null) return null;
      const page = await fetchPage(
        '/Certificates',
        1,
        { queryString: `IssuedCN -eq ${quoted}`, sortField: 'CertId', descending: true, pageSize: 50 },
        wireCertificate,
        { query: { includeHasPrivateKey: true }, signal },
      );
      return importedSince(page.rows.map(readCertificate), startedAtMs);
    },
    gcTime: 0,
  });
}
