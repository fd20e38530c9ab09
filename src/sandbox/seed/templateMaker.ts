import { sizesOf } from '../policyWire.ts';
import {
  emptyPolicy,
  type AlgorithmRow,
  type EnrollmentFieldRow,
  type EnrollmentRules,
  type ExtendedKeyUsageRow,
  type MetadataOverrideRow,
  type PolicyRow,
  type RetentionName,
  type TemplateRow,
} from '../templateRows.ts';
import { nextNumber, type World } from '../world.ts';
import { keyTypesText } from './curves.ts';
import { roleIds } from './roles.ts';

const usages: Record<string, ExtendedKeyUsageRow> = {
  server: { Id: 1, Oid: '1.3.6.1.5.5.7.3.1', DisplayName: 'Server Authentication' },
  client: { Id: 2, Oid: '1.3.6.1.5.5.7.3.2', DisplayName: 'Client Authentication' },
  code: { Id: 3, Oid: '1.3.6.1.5.5.7.3.3', DisplayName: 'Code Signing' },
  mail: { Id: 4, Oid: '1.3.6.1.5.5.7.3.4', DisplayName: 'Secure Email' },
  time: { Id: 5, Oid: '1.3.6.1.5.5.7.3.8', DisplayName: 'Time Stamping' },
  ocsp: { Id: 6, Oid: '1.3.6.1.5.5.7.3.9', DisplayName: 'OCSP Signing' },
  smartcard: { Id: 7, Oid: '1.3.6.1.4.1.311.20.2.2', DisplayName: 'Smart Card Logon' },
  ipsec: { Id: 8, Oid: '1.3.6.1.5.5.8.2.2', DisplayName: 'IP security IKE intermediate' },
  kdc: { Id: 9, Oid: '1.3.6.1.5.2.3.5', DisplayName: 'KDC Authentication' },
  efs: { Id: 10, Oid: '1.3.6.1.4.1.311.10.3.4', DisplayName: 'Encrypting File System' },
};

/** What a seeded policy restricts; the rest is left to the system-wide rules. */
interface PolicyPlan {
  keys?: readonly AlgorithmRow[];
  reuse?: boolean;
  wildcards?: boolean;
  rfc?: boolean;
  owner?: number;
}

/** Enrollment settings in short: role and subject part names, rows without ids. */
export interface RulesPlan {
  types?: number;
  /** Role names; none means AD permissions decide, unless `restricted` says that roles do. */
  roles?: readonly string[];
  restricted?: boolean;
  /** Subject part, regex, error text. */
  regexes?: readonly (readonly [string, string, string])[];
  caseSensitive?: boolean;
  defaults?: readonly (readonly [string, string])[];
  fields?: readonly Omit<EnrollmentFieldRow, 'Id'>[];
  metadata?: readonly (Pick<MetadataOverrideRow, 'MetadataId' | 'Enrollment'> & Partial<MetadataOverrideRow>)[];
  policy?: PolicyPlan;
}

export interface TemplatePlan extends RulesPlan {
  id: number;
  /** Short name (CommonName) and display form (TemplateName). */
  name: readonly [string, string];
  friendly?: string;
  tenant?: string;
  algorithms: readonly AlgorithmRow[];
  alternative?: readonly AlgorithmRow[];
  usage?: number;
  /** Keys of the table above. */
  purposes: readonly string[];
  days?: number;
  retention?: RetentionName;
  retentionDays?: number;
  approval?: boolean;
  archival?: boolean;
  builtIn?: boolean;
  oneClick?: boolean;
  /** CertificateCleanupEnabled, TimeAfterExpiration, TimeAfterExpirationUnits, DeleteWithArchivedKey. */
  cleanUp?: readonly [boolean, number, number, boolean];
}

function policyOf(plan: PolicyPlan): PolicyRow {
  const primary = (plan.keys ?? []).map((a) => structuredClone(a));
  return {
    ...emptyPolicy(),
    AllowKeyReuse: plan.reuse ?? null,
    AllowWildcards: plan.wildcards ?? null,
    RFCEnforcement: plan.rfc ?? null,
    CertificateOwnerRole: plan.owner ?? null,
    primary,
    ...sizesOf(primary),
  };
}

/** Enrollment settings with ids for their rows. */
export function rulesOf(world: World, plan: RulesPlan): EnrollmentRules {
  const roles = plan.roles ?? [];
  return {
    allowedEnrollmentTypes: plan.types ?? 0,
    useAd: roles.length === 0 && plan.restricted !== true,
    roleIds: roleIds(world, roles),
    regexes: (plan.regexes ?? []).map(([SubjectPart, Regex, Error]) => ({
      SubjectPart,
      Regex,
      Error,
      CaseSensitive: plan.caseSensitive ?? false,
    })),
    defaults: (plan.defaults ?? []).map(([SubjectPart, Value]) => ({ SubjectPart, Value })),
    fields: (plan.fields ?? []).map((field) => ({
      Id: nextNumber(world, 'enrollmentFieldRows'),
      ...field,
      Options: [...field.Options],
    })),
    metadata: (plan.metadata ?? []).map((row) => ({
      Id: nextNumber(world, 'metadataRows'),
      DefaultValue: null,
      Validation: null,
      Message: null,
      CaseSensitive: false,
      Options: null,
      ...row,
    })),
    policy: policyOf(plan.policy ?? {}),
  };
}

function smallestKey(algorithms: readonly AlgorithmRow[]): { KeySize: string; KeyType: string; Curve: string | null } {
  const rsa = algorithms.find((a) => a.name === 'RSA');
  if (rsa !== undefined) return { KeySize: String(rsa.bit_lengths[0] ?? 0), KeyType: 'RSA', Curve: null };
  const ecc = algorithms.find((a) => a.name === 'ECDSA');
  if (ecc !== undefined) {
    return { KeySize: String(ecc.bit_lengths[0] ?? 0), KeyType: 'ECC', Curve: ecc.curves[0] ?? null };
  }
  const first = algorithms[0];
  return { KeySize: String(first?.bit_lengths[0] ?? 0), KeyType: first?.name ?? '', Curve: null };
}

/** Object ids: Microsoft's look real, EJBCA's are invented by the server and are no OIDs at all (recorded). */
function oidOf(id: number, ejbca: boolean): string {
  if (!ejbca) return `1.3.6.1.4.1.311.21.8.1174692.16553431.${7_092 + id}`;
  return id <= 3 ? `1.${id * id}` : `${1_784_490_000 + id * 163_163}.${649_069_000 + id * 7_177}`;
}

/** A template row out of a plan. */
export function templateRow(world: World, plan: TemplatePlan): TemplateRow {
  const tenant = plan.tenant ?? 'keyexample.com';
  const [enabled, after, units, withKey] = plan.cleanUp ?? [null, null, null, null];
  return {
    Id: plan.id,
    CommonName: plan.name[0],
    TemplateName: plan.name[1],
    Oid: oidOf(plan.id, tenant === 'ejbca'),
    ...smallestKey(plan.algorithms),
    KeyTypes: keyTypesText(plan.algorithms),
    ConfigurationTenant: tenant,
    FriendlyName: plan.friendly ?? null,
    KeyRetention: plan.retention ?? 'None',
    KeyRetentionDays: plan.retentionDays ?? 0,
    KeyArchival: plan.archival ?? false,
    RequiresApproval: plan.approval ?? false,
    KeyUsage: plan.usage ?? 160,
    ExtendedKeyUsages: plan.purposes.flatMap((p) => usages[p] ?? []),
    AllowOneClickRenewals: plan.oneClick ?? false,
    CertificateCleanupEnabled: enabled,
    TimeAfterExpiration: after,
    TimeAfterExpirationUnits: units,
    DeleteWithArchivedKey: withKey,
    Manageability: tenant === 'ejbca' && plan.id > 3 ? 3 : 1,
    algorithms: plan.algorithms.map((a) => structuredClone(a)),
    alternativeAlgorithms: (plan.alternative ?? []).map((a) => structuredClone(a)),
    validityDays: plan.days ?? 365,
    builtIn: plan.builtIn ?? false,
    rules: rulesOf(world, plan),
  };
}
