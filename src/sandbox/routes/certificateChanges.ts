import { int, object, objectBody, required, text } from '../bodyReaders.ts';
import { recordEvent } from '../certificateHistory.ts';
import { certificateFor, queryScope, requireInScope } from '../certificateRights.ts';
import type { RoleRow } from '../companyRows.ts';
import { readTextMap } from '../enrollRequest.ts';
import { idParam, invalid, type Call, type Reply, type Route } from '../http.ts';
import { checkChanges } from '../metadataRules.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';

/** Named fields are overwritten, the others stay, '' clears one (vendor documentation, PUT Certificates Metadata; '' is a guess). */
function changeMetadata(call: Call): Reply {
  const { world, user } = call;
  settle(world);
  requireInScope(call, permissions.certificatesEditMetadata, queryScope(call));
  const body = objectBody(call.body);
  const id = int(body, 'Id') ?? required('Id');
  if (object(body, 'Metadata') === null) required('Metadata');
  const row = certificateFor(call, id, permissions.certificatesEditMetadata);
  const changes = checkChanges(world, readTextMap(body, 'Metadata'));
  const metadata = Object.fromEntries(
    Object.entries({ ...row.metadata, ...changes }).filter(([, value]) => value !== ''),
  );
  world.certificates.put({ ...row, metadata });
  recordEvent(world, {
    certificateId: id,
    user: user.login,
    action: 'Metadata updated',
    comment: Object.entries(changes)
      .map(([name, value]) => `${name}: '${row.metadata[name] ?? ''}' to '${value}'`)
      .join('; '),
    at: call.now.getTime(),
  });
  return { status: 204 };
}

/** NewRoleId or NewRoleName; where both are sent they must mean the same role (a guess). */
function newOwner(call: Call, body: object): RoleRow {
  const id = int(body, 'NewRoleId');
  const name = (text(body, 'NewRoleName') ?? '').trim();
  if (id === null && name === '') throw invalid('Either NewRoleId or NewRoleName must be provided.');
  const role = call.world.roles
    .all()
    .find((one) => (id === null || one.Id === id) && (name === '' || one.Name.toLowerCase() === name.toLowerCase()));
  if (role === undefined) throw invalid(`The security role '${name === '' ? (id ?? 0) : name}' does not exist.`);
  return role;
}

function changeOwner(call: Call): Reply {
  const { world, user } = call;
  settle(world);
  const row = certificateFor(call, idParam(call), permissions.certificatesChangeOwner);
  const role = newOwner(call, objectBody(call.body));
  world.certificates.put({ ...row, ownerRoleId: role.Id, ownerRoleName: role.Name });
  recordEvent(world, {
    certificateId: row.Id,
    user: user.login,
    action: 'Owner changed',
    comment: `'${row.ownerRoleName ?? ''}' to '${role.Name}'`,
    at: call.now.getTime(),
  });
  return { status: 204 };
}

export const certificateChangeRoutes: Route[] = [
  {
    method: 'PUT',
    path: '/Certificates/Metadata',
    versions: '1.0',
    certificateRight: permissions.certificatesEditMetadata,
    handle: changeMetadata,
  },
  {
    method: 'PUT',
    path: '/Certificates/:id/Owner',
    versions: '1.0',
    since: 12,
    certificateRight: permissions.certificatesChangeOwner,
    handle: changeOwner,
  },
];
