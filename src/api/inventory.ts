import type * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { asCertificateId, type CertificateId, type StoreId } from '../domain/ids.ts';
import { notPermitted } from './errors.ts';
import { fetchAll } from './lists.ts';
import { int, listOf, loose, maybe, text } from './wire.ts';

/** What the last inventory found under one alias. */
export interface InventoryEntry {
  alias: string;
  /** The entry's certificates, the chain among them. */
  certificates: readonly { certificateId: CertificateId; subject: string; thumbprint: string; notAfter: string }[];
}

/** One item of GET CertificateStores/{id}/Inventory. */
export const wireInventoryItem = loose({
  Name: maybe(text),
  Certificates: listOf(
    loose({ Id: maybe(int), IssuedDN: maybe(text), Thumbprint: maybe(text), NotAfter: maybe(text) }),
  ),
});

/** An inventory item from the wire. */
export function readInventoryItem(row: z.infer<typeof wireInventoryItem>): InventoryEntry {
  return {
    alias: row.Name ?? '',
    certificates: row.Certificates.map((certificate) => ({
      certificateId: asCertificateId(certificate.Id ?? 0),
      subject: certificate.IssuedDN ?? '',
      thumbprint: certificate.Thumbprint ?? '',
      notAfter: certificate.NotAfter ?? '',
    })),
  };
}

/** The entry of an alias; stores differ in the case they keep (recorded by client authors), so case does not count. */
export const entryOf = (inventory: readonly InventoryEntry[], alias: string): InventoryEntry | undefined =>
  inventory.find((entry) => entry.alias.toLowerCase() === alias.trim().toLowerCase());

/** The alias under which the inventory holds a certificate; null when it does not. */
export const aliasOf = (inventory: readonly InventoryEntry[], certificateId: CertificateId): string | null =>
  inventory.find((entry) => entry.certificates[0]?.certificateId === certificateId)?.alias ??
  inventory.find((entry) => entry.certificates.some((certificate) => certificate.certificateId === certificateId))
    ?.alias ??
  null;

/** Everything the last inventory found in a store, or null where the caller may not read it. */
export function inventoryQuery(storeId: StoreId) {
  return queryOptions({
    queryKey: ['inventory', storeId],
    queryFn: async ({ signal }): Promise<readonly InventoryEntry[] | null> => {
      try {
        const path = `/CertificateStores/${storeId}/Inventory`;
        // The documented total is missing on this call; the end is found without one.
        return (await fetchAll(path, {}, wireInventoryItem, { prefix: 'query', signal })).map(readInventoryItem);
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
  });
}
