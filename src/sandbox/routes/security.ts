import type { RoleRow } from '../companyRows.ts';
import { idParam, listReply, notFound, type Call, type Reply, type Route } from '../http.ts';
import { permissions, rolesOf, v10Names, v10NamesOfUser } from '../permissions.ts';

type Json = Record<string, unknown>;

/** Version 1: rights as "Area:Permission". It cannot express "/", so the built-in administrator shows none (recorded). */
function roleV1(row: RoleRow): Json {
  return {
    Id: row.Id,
    Description: row.Description,
    EmailAddress: row.EmailAddress,
    Enabled: true,
    Immutable: row.Immutable,
    Valid: true,
    Private: false,
    PermissionSetId: row.PermissionSetId,
    Identities: [],
    Name: row.Name,
    Permissions: v10Names(row.permissions).map((name) => name.replace(': ', ':')),
  };
}

/** Version 2, list: a summary. */
function roleSummary(row: RoleRow): Json {
  return {
    Id: row.Id,
    Name: row.Name,
    EmailAddress: row.EmailAddress,
    Immutable: row.Immutable,
    PermissionSetId: row.PermissionSetId,
    ClaimsCount: row.claims.length,
  };
}

const provider = {
  Id: '00000000-0000-0000-0000-000000000001',
  AuthenticationScheme: 'System',
  DisplayName: 'System',
};

/** Version 2, single. */
function roleV2(row: RoleRow): Json {
  return {
    Id: row.Id,
    Name: row.Name,
    Description: row.Description,
    EmailAddress: row.EmailAddress,
    Immutable: row.Immutable,
    PermissionSetId: row.PermissionSetId,
    Permissions: row.permissions,
    Claims: row.claims.map((claim) => ({ ...claim, Provider: provider })),
  };
}

function list(call: Call): Reply {
  const v2 = call.apiVersion === 2;
  return listReply(call, call.world.roles.all(), {
    fields: {
      Name: (row) => row.Name,
      Id: (row) => row.Id,
      EmailAddress: (row) => row.EmailAddress,
      Immutable: (row) => row.Immutable,
      ...(v2 ? { ClaimsCount: (row: RoleRow) => row.claims.length } : {}),
    },
    defaultSort: 'Name',
    render: v2 ? roleSummary : roleV1,
  });
}

function one(call: Call): Reply {
  const id = idParam(call);
  const row = call.world.roles.get(id);
  if (row === undefined) throw notFound('Security role', id);
  return { body: call.apiVersion === 2 ? roleV2(row) : roleV1(row) };
}

/** The caller's roles and rights, in version-one names also on 25.x. */
function my(call: Call): Reply {
  const rights = v10NamesOfUser(call.world, call.user).map((name) => {
    const [Area = '', Permission = ''] = name.split(': ');
    return { Area, Permission };
  });
  const roles = rolesOf(call.world, call.user).map((role) => role.Name);
  const granular = call.world.profile.major >= 25 ? { GranularPermissions: granularRights(call) } : {};
  return { body: { Roles: roles, GlobalPermissions: rights, ...granular } };
}

/** Rights on one collection or container: the area of the right on all of them, and the number (a guess). */
function granularRights(call: Call): Json[] {
  const held = rolesOf(call.world, call.user).flatMap((role) => role.permissions);
  return held.flatMap((path) => {
    const [, all, id] = /^(\/.*\/)(\d+)\/$/.exec(path) ?? [];
    const right = Object.values(permissions).find(({ v11 }) => v11 === all);
    const [Area = '', Permission = ''] = right?.v10.split(': ') ?? [];
    return Permission === '' ? [] : [{ Area, Permission, SecurableId: Number(id) }];
  });
}

const read = { versions: '1.0, 2', versionsV10: '1.0', permission: permissions.rolesRead } as const;

export const securityRoutes: Route[] = [
  { method: 'GET', path: '/Security/My', versions: '1.0', since: 11, handle: my },
  { ...read, method: 'GET', path: '/Security/Roles', prefix: 'pq', handle: list },
  { ...read, method: 'GET', path: '/Security/Roles/:id', handle: one },
];
