import type { MetadataFieldRow } from '../companyRows.ts';
import { listReply, notFound, type Call, type Reply, type Route } from '../http.ts';
import { permissions } from '../permissions.ts';
import type { World } from '../world.ts';

function fieldJson(world: World, row: MetadataFieldRow): Record<string, unknown> {
  const { CaseSensitive, ...rest } = row;
  return world.profile.caseSensitive ? { ...rest, CaseSensitive, ExemptFromActionedCount: false } : rest;
}

function list(call: Call): Reply {
  return listReply(call, call.world.metadataFields.all(), {
    fields: { Name: (row) => row.Name },
    sortFields: {
      DisplayOrder: (row) => row.DisplayOrder,
      Name: (row) => row.Name,
      Id: (row) => row.Id,
      DataType: (row) => row.DataType,
    },
    defaultSort: 'DisplayOrder',
    render: (row) => fieldJson(call.world, row),
  });
}

/** By id, or by name whatever its letter case. */
function one(call: Call): Reply {
  const key = call.params.id ?? '';
  const rows = call.world.metadataFields.all();
  const row = /^\d+$/.test(key)
    ? call.world.metadataFields.get(Number(key))
    : rows.find((r) => r.Name.toLowerCase() === key.toLowerCase());
  if (row === undefined) throw notFound('Metadata field', key);
  return { body: fieldJson(call.world, row) };
}

const read = { versions: '1.0', permission: permissions.metadataRead } as const;

export const metadataRoutes: Route[] = [
  { ...read, method: 'GET', path: '/MetadataFields', prefix: 'pq', handle: list },
  { ...read, method: 'GET', path: '/MetadataFields/:id', handle: one },
];
