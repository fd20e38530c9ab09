import { authorityName } from './companyRows.ts';
import { isoSeconds } from './jobQueue.ts';
import { keyType, placesByInventory } from './certificateWire.ts';
import type { Field } from './http.ts';
import { certificateParts } from './pki/certificateInfo.ts';
import * as der from './pki/der.ts';
import type { CertificateRow } from './storeRows.ts';
import type { World } from './world.ts';

/** Fields a certificate list may be sorted by; `Id` is not among them (recorded on 25.5). */
export const certificateSortFields: Record<string, Field<CertificateRow>> = {
  CertId: (row) => row.Id,
  IssuedCN: (row) => row.commonName,
  IssuedDate: (row) => row.notBefore,
  IssuerDN: (row) => row.authorityId,
};

/** A public key as .NET writes it: its bit string in upper-case hexadecimal. Nobody holds the key of a row without bytes. */
function publicKeyText(certificate: string): string {
  const [, key] = der.children(der.read(certificateParts(Buffer.from(certificate, 'base64')).spki));
  return key === undefined ? '' : Buffer.from(der.readBits(key)).toString('hex').toUpperCase();
}

/**
 * Query fields of Certificates: those that the vendor's pages and clients name, and every metadata field by its own
 * name. Bytes of seeded certificates are made when first shown; in a large world, where a search for a thumbprint does not
 * make them all, one that nobody saw yet finds nothing.
 */
export function certificateQueryFields(world: World): Record<string, Field<CertificateRow>> {
  const template = (row: CertificateRow) => (row.templateId === null ? undefined : world.templates.get(row.templateId));
  const authority = (row: CertificateRow) => world.authorities.get(row.authorityId);
  const places = (row: CertificateRow) => placesByInventory(world, row.Id).map((place) => place.store);
  const metadata = world.metadataFields
    .all()
    .map((field): [string, Field<CertificateRow>] => [field.Name, (row) => row.metadata[field.Name]]);
  return {
    ...Object.fromEntries(metadata),
    CertId: (row) => row.Id,
    Thumbprint: (row) => row.thumbprint,
    SerialNumber: (row) => row.serial,
    IssuedCN: (row) => row.commonName,
    IssuedDN: (row) => row.subject,
    IssuerDN: (row) => authority(row)?.LogicalName,
    OU: (row) => /(?:^|,)OU=("[^"]*"|[^,]*)/i.exec(row.subject)?.[1],
    SAN: (row) => (row.sans.length === 1 ? row.sans[0]?.value : row.sans.map((san) => san.value).join(', ')),
    CertRequestId: (row) => row.requestId,
    ImportDate: (row) => new Date(row.importedAt).toISOString(),
    IssuedDate: (row) => isoSeconds(row.notBefore),
    ExpirationDate: (row) => isoSeconds(row.notAfter),
    RevocationDate: (row) => (row.revokedAt === null ? null : isoSeconds(row.revokedAt)),
    RevocationReason: (row) => row.revocationReason,
    CertState: (row) => row.state,
    HasPrivateKey: (row) => row.retained,
    ArchivedKey: () => false,
    PublicKey: (row) => (row.der === null ? null : publicKeyText(row.der)),
    KeySize: (row) => row.keyBits,
    KeyType: (row) => keyType(row).number,
    CA: (row) => {
      const ca = authority(row);
      return ca === undefined ? null : authorityName(ca);
    },
    TemplateDisplayName: (row) => template(row)?.TemplateName,
    TemplateShortName: (row) => template(row)?.CommonName,
    NetBIOSRequester: (row) => row.requester,
    RequesterName: (row) => row.requester,
    CertStoreFQDN: (row) => places(row)[0]?.machine,
    CertStorePath: (row) => places(row)[0]?.path,
    CertStoreType: (row) => places(row)[0]?.typeId,
  };
}
