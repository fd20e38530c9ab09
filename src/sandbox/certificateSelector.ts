import { int, text } from './bodyReaders.ts';
import { invalid, notFound, type Call } from './http.ts';
import { formatDn } from './pki/names.ts';
import type { CertificateRow } from './storeRows.ts';

function plainDn(text: string): string {
  return text.replaceAll(/,\s+/g, ',').toLowerCase();
}

/**
 * The certificate that a body names by one selector: CertID, Thumbprint, or SerialNumber with IssuerDN (vendor documentation,
 * Certificates/Download and Recover). Refused with 400 without any and with 404 for an unknown one.
 */
export function selectedCertificate(call: Call, body: object): CertificateRow {
  const { world } = call;
  const id = int(body, 'CertID');
  if (id !== null && id !== 0) {
    const row = world.certificates.get(id);
    if (row === undefined) throw notFound('Certificate', id);
    return row;
  }
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
  if (row === undefined) throw notFound('Certificate', thumbprint || serial);
  return row;
}
