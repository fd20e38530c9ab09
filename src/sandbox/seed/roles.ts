import type { RoleRow } from '../companyRows.ts';
import type { World } from '../world.ts';

/** Id of the built-in permission set "Global" on every recorded server. */
const globalSet = '099c05f0-deba-4562-a5b1-f491e19c0749';

const enrolling = ['/portal/', '/metadata/types/read/'];

/** Name, description, rights. The position is the role's id. */
const seeded: readonly (readonly [string, string, readonly string[]])[] = [
  ['Administrator', 'Built-in management portal administration role', ['/']],
  ['InstanceOwner', 'Owner of this installation', ['/']],
  [
    'Template Stewards',
    'Look after templates, enrollment patterns and system-wide rules',
    [
      '/portal/',
      '/certificate_templates/',
      '/enrollment_pattern/',
      '/certificate_authorities/read/',
      '/metadata/types/read/',
      '/security/read/',
    ],
  ],
  [
    'Ops Enrollers',
    'Operations: all kinds of enrollment',
    [
      ...enrolling,
      '/certificates/enrollment/',
      '/certificates/requests/manage/',
      '/enrollment_pattern/read/',
      '/certificates/collections/',
      '/workflows/instances/read/mine/',
    ],
  ],
  [
    'CSR Desk',
    'Signs requests that others bring',
    [...enrolling, '/certificates/enrollment/csr/', '/certificates/collections/read/'],
  ],
  [
    'Auditors',
    'Read everything, change nothing',
    [
      '/portal/',
      '/certificate_templates/read/',
      '/enrollment_pattern/read/',
      '/certificate_authorities/read/',
      '/metadata/types/read/',
      '/security/read/',
      '/application_settings/read/',
      '/system_settings/read/',
      '/certificate_stores/read/',
      '/agents/management/read/',
      '/certificates/collections/read/',
      '/monitoring/alerts/read/',
      '/workflows/instances/read/',
    ],
  ],
  [
    'Deployers',
    'Enroll and deliver to stores; no job history',
    [
      ...enrolling,
      '/certificates/enrollment/pfx/',
      '/certificates/collections/read/',
      '/certificate_stores/read/',
      '/certificate_stores/schedule/',
    ],
  ],
  [
    'Store Operators',
    'Certificate stores and their agents',
    ['/portal/', '/certificate_stores/', '/agents/management/read/'],
  ],
  ['Device Enrollers', 'Certificates of devices from EJBCA', [...enrolling, '/certificates/enrollment/pfx/']],
  ['Web Team', 'Owns the public web sites', [...enrolling, '/certificates/enrollment/csr/']],
  ['Mail Team', 'Owns the mail servers', [...enrolling, '/certificates/enrollment/pfx/']],
  ['Database Team', 'Owns the database servers', [...enrolling, '/certificates/enrollment/pfx/']],
  ['Network Team', 'Owns load balancers and firewalls', [...enrolling, '/certificates/enrollment/csr/']],
  [
    'Power Users',
    'Everything around enrollment, and its approvals',
    [
      '/portal/',
      '/certificates/',
      '/enrollment_pattern/read/',
      '/metadata/types/read/',
      '/monitoring/alerts/read/',
      '/workflows/instances/read/pending/',
    ],
  ],
  ['Help Desk', 'Looks certificates up', ['/portal/', '/certificates/collections/read/']],
  [
    'Web Operators',
    'Web servers only: collection 3 and container 1',
    [
      '/portal/',
      '/metadata/types/read/',
      '/certificates/enrollment/pfx/',
      '/certificates/collections/read/3/',
      '/certificates/collections/private_key/read/3/',
      '/certificates/collections/revoke/3/',
      '/certificates/collections/metadata/modify/3/',
      '/certificate_stores/read/1/',
      '/certificate_stores/schedule/1/',
    ],
  ],
  [
    'Branch Operators',
    'Windows servers only: container 2',
    [
      '/portal/',
      '/metadata/types/read/',
      '/certificates/enrollment/pfx/',
      '/certificate_stores/read/2/',
      '/certificate_stores/schedule/2/',
    ],
  ],
];

/** A role row; `id` also makes up its e-mail address and claim. */
export function roleRow(id: number, name: string, description: string, permissions: readonly string[]): RoleRow {
  const builtIn = id <= 2;
  const address = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return {
    Id: id,
    Name: name,
    Description: description,
    EmailAddress: builtIn ? null : `${address}@keyexample.com`,
    Immutable: id === 1,
    PermissionSetId: globalSet,
    permissions: [...permissions],
    claims: [
      { Id: 200 + id, Description: `Members of ${name}`, ClaimType: 'OAuthRole', ClaimValue: `keyexample-${address}` },
    ],
  };
}

/** Seventeen roles; Administrator is 1, InstanceOwner 2. */
export function seedRoles(world: World): void {
  for (const [i, [name, description, permissions]] of seeded.entries()) {
    world.roles.put(roleRow(i + 1, name, description, permissions));
  }
}

/** Ids of roles by name; throws for a name that is not seeded, so that a slip in the seed shows at once. */
export function roleIds(world: World, names: readonly string[]): number[] {
  return names.map((name) => {
    const role = world.roles.all().find((r) => r.Name === name);
    if (role === undefined) throw new Error(`There is no seeded role '${name}'.`);
    return role.Id;
  });
}
