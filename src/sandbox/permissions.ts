import type { RoleRow } from './companyRows.ts';
import type { User } from './users.ts';
import type { World } from './world.ts';

/** One right in both spellings (vendor documentation, security permissions). v10 is '' where 10.x has no such right. */
export interface Permission {
  v10: string;
  v11: string;
}

const permission = (v10: string, v11: string): Permission => ({ v10, v11 });

export const permissions = {
  templatesRead: permission('PkiManagement: Read', '/certificate_templates/read/'),
  templatesModify: permission('PkiManagement: Modify', '/certificate_templates/modify/'),
  patternsRead: permission('', '/enrollment_pattern/read/'),
  patternsModify: permission('', '/enrollment_pattern/modify/'),
  authoritiesRead: permission('PkiManagement: Read', '/certificate_authorities/read/'),
  authoritiesModify: permission('PkiManagement: Modify', '/certificate_authorities/modify/'),
  metadataRead: permission('CertificateMetadataTypes: Read', '/metadata/types/read/'),
  metadataModify: permission('CertificateMetadataTypes: Modify', '/metadata/types/modify/'),
  enrollPfx: permission('CertificateEnrollment: EnrollPFX', '/certificates/enrollment/pfx/'),
  enrollCsr: permission('CertificateEnrollment: EnrollCSR', '/certificates/enrollment/csr/'),
  rolesRead: permission('SecuritySettings: Read', '/security/read/'),
  rolesModify: permission('SecuritySettings: Modify', '/security/modify/'),
  appSettingsRead: permission('ApplicationSettings: Read', '/application_settings/read/'),
  appSettingsModify: permission('ApplicationSettings: Modify', '/application_settings/modify/'),
  systemSettingsRead: permission('SystemSettings: Read', '/system_settings/read/'),
  storesRead: permission('CertificateStoreManagement: Read', '/certificate_stores/read/'),
  storesSchedule: permission('CertificateStoreManagement: Schedule', '/certificate_stores/schedule/'),
  storesModify: permission('CertificateStoreManagement: Modify', '/certificate_stores/modify/'),
  agentsRead: permission('AgentManagement: Read', '/agents/management/read/'),
  agentsModify: permission('AgentManagement: Modify', '/agents/management/modify/'),
  certificatesRead: permission('Certificates: Read', '/certificates/collections/read/'),
  certificatesRecover: permission('Certificates: Recover', '/certificates/collections/private_key/read/'),
  certificatesRevoke: permission('Certificates: Revoke', '/certificates/collections/revoke/'),
  certificatesEditMetadata: permission('Certificates: EditMetadata', '/certificates/collections/metadata/modify/'),
  certificatesChangeOwner: permission('', '/certificates/collections/change_owner/'),
  csrGeneration: permission('CertificateEnrollment: CsrGeneration', '/certificates/enrollment/csr_generation/'),
  pendingCsrs: permission('CertificateEnrollment: PendingCsr', '/certificates/requests/manage/'),
  alertsRead: permission('Monitoring: Read', '/monitoring/alerts/read/'),
  decideRequests: permission('WorkflowManagement: Participate', '/certificates/requests/manage/'),
  workflowsRead: permission('WorkflowInstances: ReadAll', '/workflows/instances/read/'),
  workflowsReadMine: permission('WorkflowInstances: ReadMy', '/workflows/instances/read/mine/'),
  workflowsReadAssigned: permission('WorkflowInstances: ReadAssignedToMe', '/workflows/instances/read/pending/'),
  workflowsManage: permission('WorkflowInstances: Manage', '/workflows/instances/manage/'),
} as const satisfies Record<string, Permission>;

const held = new WeakMap<World, { version: number; byUser: Map<string, RoleRow[]> }>();

/** The roles of a user that exist in this world. Remembered until a role changes: lists ask for every row. */
export function rolesOf(world: World, user: User): readonly RoleRow[] {
  let known = held.get(world);
  if (known === undefined || known.version !== world.roles.version) {
    known = { version: world.roles.version, byUser: new Map() };
    held.set(world, known);
  }
  let roles = known.byUser.get(user.name);
  if (roles === undefined) {
    roles = world.roles.all().filter((role) => user.roles.includes(role.Name));
    known.byUser.set(user.name, roles);
  }
  return roles;
}

/** Path permissions are hierarchical: holding a prefix grants everything below it. */
function covers(held: string, wanted: string): boolean {
  return wanted.startsWith(held);
}

/** Does one of the user's roles grant this right? 10.x knows only the area, so any right of the same 10.x name will do. */
export function may(world: World, user: User, wanted: Permission): boolean {
  const paths = rolesOf(world, user).flatMap((role) => role.permissions);
  if (world.profile.pathPermissions) return paths.some((path) => covers(path, wanted.v11));
  if (wanted.v10 === '') return false;
  const sameName = Object.values(permissions).filter((p) => p.v10 === wanted.v10);
  return paths.some((path) => sameName.some((p) => covers(path, p.v11)) || covers(path, wanted.v11));
}

/** Does one of the user's roles hold this path or one above it? For rights on one collection or container, in any version. */
export function holdsPath(world: World, user: User, path: string): boolean {
  return rolesOf(world, user).some((role) => role.permissions.some((held) => covers(held, path)));
}

/** Does the user hold this right on certificates anywhere: on all, on a collection, or since 25.x on those in a container? */
export function mayOnSomeCertificates(world: World, user: User, right: Permission): boolean {
  if (may(world, user, right)) return true;
  const below = (path: string) =>
    rolesOf(world, user).some((role) => role.permissions.some((held) => covers(path, held) || covers(held, path)));
  if (below(right.v11)) return true;
  return (
    right.v11 === permissions.certificatesRead.v11 && world.profile.major >= 25 && below('/certificate_stores/read/')
  );
}

/** A right in the spelling of the world's profile. */
export function spelled(world: World, wanted: Permission): string {
  return world.profile.pathPermissions ? wanted.v11 : wanted.v10;
}

/** The 10.x names ("Area: Permission") that a set of path permissions amounts to; a global right "/" has no such name. */
export function v10Names(paths: readonly string[]): string[] {
  const names = Object.values(permissions)
    .filter((p) => p.v10 !== '' && paths.some((path) => path !== '/' && covers(path, p.v11)))
    .map((p) => p.v10);
  return [...new Set(names)].toSorted();
}

/** As `v10Names`, but "/" counts as everything: what Security/My reports. */
export function v10NamesOfUser(world: World, user: User): string[] {
  const paths = rolesOf(world, user).flatMap((role) => role.permissions);
  const names = Object.values(permissions)
    .filter((p) => p.v10 !== '' && paths.some((path) => covers(path, p.v11)))
    .map((p) => p.v10);
  return [...new Set(names)].toSorted();
}
