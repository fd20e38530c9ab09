import type { CertificateRow } from './storeRows.ts';
import type { World } from './world.ts';

/** A saved query: certificates enter it when they match, and not at once. */
interface Collection {
  name: string;
  description: string;
  holds(world: World, row: CertificateRow): boolean;
}

/** Collections are filled anew every so often: a new certificate is in none before (reported by client authors); ms. */
const refreshMs = 20_000;

const collections: ReadonlyMap<number, Collection> = new Map([
  [
    3,
    {
      name: 'Web servers',
      description: 'Certificates of WebServer2Y',
      holds: (world, row) =>
        row.templateId !== null && world.templates.get(row.templateId)?.CommonName === 'WebServer2Y',
    },
  ],
  [
    4,
    {
      name: 'Devices',
      description: 'What DeviceSubCA issued',
      holds: (world, row) => world.authorities.get(row.authorityId)?.LogicalName === 'DeviceSubCA',
    },
  ],
]);

/** The collections, with what people call them. */
export const namedCollections: readonly { Id: number; Name: string; Description: string }[] = Array.from(
  collections,
  ([Id, { name, description }]) => ({ Id, Name: name, Description: description }),
);

/** Is this certificate in the collection with this id at this time (ms of the world's clock)? An unknown one is empty. */
export function inCollection(world: World, id: number, row: CertificateRow, at: number): boolean {
  const collection = collections.get(id);
  if (collection === undefined || row.state === 0) return false;
  return row.importedAt + refreshMs <= at && collection.holds(world, row);
}
