import { int, text } from './bodyReaders.ts';
import { queryScope, requireInScope, requireRight } from './certificateRights.ts';
import { invalid, notFound, type Call } from './http.ts';
import { formatDn } from './pki/names.ts';
import type { Permission } from './permissions.ts';
import type { CertificateRow } from './storeRows.ts';

function plainDn(text: string): string {
  return text.replaceAll(/,\s+/g, ',').toLowerCase();
}

/** What a body names: the row, if there is one, and what it was looked for by. */
function find(call: Call, body: object): { row: CertificateRow | undefined; name: string | number } {
  const { world } = call;
  const id = int(body, 'CertID');
  if (id !== null && id !== 0) return { row: world.certificates.get(id), name: id };
  const thumbprint = (text(body, 'Thumbprint') ?? '').toUpperCase();
  const serial = (text(body, 'SerialNumber') ?? '').toUpperCase();
  const issuer = plainDn(text(body, 'IssuerDN') ?? '');
  if (thumbprint === '' && (serial === '' || issuer === '')) {
    throw invalid('A certificate id, a thumbprint, or a serial number with issuer DN must be provided.');
  }
  const row = world.certificates.all().find((one) => {
    if (thumbprint !== '') return one.thumbprint === thumbprint;
    const name = world.authorities.get(one.authorityId)?.issuer.name ?? [];
    return one.serial === serial && plainDn(formatDn(name)) === issuer;
  });
  return { row, name: thumbprint || serial };
}

/**
 * The certificate that a body names by one selector: CertID, Thumbprint, or SerialNumber with IssuerDN (vendor documentation,
 * Certificates/Download and Recover). Refused with 403 without the right on it, with 400 without a selector and with 404 for
 * an unknown one.
 */
export function selectedCertificate(call: Call, body: object, right: Permission): CertificateRow {
  const scope = queryScope(call);
  requireInScope(call, right, scope);
  const { row, name } = find(call, body);
  requireRight(call, row, right, scope);
  if (row === undefined) throw notFound('Certificate', name);
  return row;
}
