import { readableCertificate } from '../certificateRights.ts';
import { placesByInventory } from '../certificateWire.ts';
import { idParam, type Call, type Reply, type Route } from '../http.ts';
import { withBytes } from '../issuing.ts';
import { entryName } from '../jobOutcome.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';

/**
 * The stores that hold a certificate by their last inventory, grouped by type (vendor documentation, GET Certificates
 * Locations). Whoever may read the certificate sees all of them (a guess).
 */
async function locations(call: Call): Promise<Reply> {
  const { world } = call;
  settle(world);
  const row = await withBytes(world, readableCertificate(call, idParam(call)));
  const places = placesByInventory(world, row.Id);
  const typeIds = [...new Set(places.map(({ store }) => store.typeId))];
  const details = typeIds.map((StoreTypeId) => {
    const held = places.filter(({ store }) => store.typeId === StoreTypeId);
    return {
      StoreType: world.storeTypes.get(StoreTypeId)?.Name ?? null,
      StoreTypeId,
      StoreCount: new Set(held.map(({ store }) => store.Id)).size,
      Locations: held.map(({ store, entry }) => ({
        StoreId: store.Id,
        StoreTypeId,
        ClientMachine: store.machine,
        StorePath: store.path,
        AgentPool: null,
        Alias: entryName(world, entry) ?? row.thumbprint,
        IPAddress: null,
        Port: null,
        NetworkName: null,
      })),
    };
  });
  return { body: { Details: details } };
}

export const locationRoutes: Route[] = [
  {
    method: 'GET',
    path: '/Certificates/Locations/:id',
    versions: '1.0, 2',
    certificateRight: permissions.certificatesRead,
    handle: locations,
  },
];
