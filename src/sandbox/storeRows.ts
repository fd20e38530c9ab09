/** A schedule as the server speaks it: exactly one member (vendor documentation, certificate stores). */
export interface Schedule {
  Immediate?: true;
  ExactlyOnce?: { Time: string };
  Interval?: { Minutes: number };
  Daily?: { Time: string };
}

/** One subject alternative name as it was asked for or seeded. */
export interface SanText {
  kind: string;
  value: string;
}

/**
 * A certificate known to the server. Bytes of seeded rows are made when somebody first needs them
 * (`certificateDer`), so `der` and `thumbprint` are null until then. Times are milliseconds of the world's clock.
 */
export interface CertificateRow {
  Id: number;
  subject: string;
  commonName: string;
  sans: SanText[];
  serial: string;
  der: string | null;
  thumbprint: string | null;
  authorityId: number;
  templateId: number | null;
  patternId: number | null;
  keyKind: 'RSA' | 'EC' | 'Ed25519' | 'Ed448' | 'other';
  keyBits: number;
  curve: string | null;
  /** Base64 SHA-256 of the public key of issued rows, for the key reuse policy; null while there are no bytes. */
  spkiHash: string | null;
  /** Base64 PKCS#8 kept by the server; null when nothing was retained and in seeded rows without bytes. */
  keyPkcs8: string | null;
  retained: boolean;
  notBefore: number;
  notAfter: number;
  importedAt: number;
  /** 0 unknown (CA certificates), 1 active, 2 revoked (vendor documentation, CertState). */
  state: number;
  revokedAt: number | null;
  revocationReason: number | null;
  revocationComment: string | null;
  requester: string;
  ownerRoleId: number | null;
  ownerRoleName: string | null;
  metadata: Record<string, string>;
  requestId: number | null;
}

/** Something that happened to a certificate, for its history. `at` is milliseconds of the world's clock. */
export interface CertificateEventRow {
  Id: number;
  certificateId: number;
  /** DOMAIN\name. */
  user: string;
  action: string;
  comment: string;
  at: number;
}

/** One named entry of a store: what is on the device, or what the last inventory saw there. */
export interface InventoryEntry {
  /** The alias. */
  name: string;
  certificateId: number;
  privateKey: boolean;
  parameters: Record<string, string>;
  itemId: number;
}

/** A certificate store. `contents` is the device, `inventory` is what the server last saw of it. */
export interface StoreRow {
  Id: string;
  machine: string;
  path: string;
  typeId: number;
  containerId: number | null;
  agentId: string;
  approved: boolean;
  createIfMissing: boolean;
  inventorySchedule: Schedule | null;
  inventoryJobId: string | null;
  setNewPasswordAllowed: boolean;
  properties: Record<string, string>;
  contents: readonly InventoryEntry[];
  inventory: readonly InventoryEntry[];
  /** When the next inventory that has something new to tell ends; null when nothing is due. */
  inventoryDueAt: number | null;
}

export type Requirement = 'Forbidden' | 'Optional' | 'Required';

export interface StoreProperty {
  Id: number;
  Name: string;
  DisplayName: string;
  Type: 'String' | 'Bool' | 'Secret' | 'MultipleChoice';
  DependsOn: string | null;
  DefaultValue: string | null;
  Required: boolean;
}

export interface EntryParameterRow {
  Id: number;
  Name: string;
  DisplayName: string;
  Type: 'String' | 'Bool' | 'Secret' | 'MultipleChoice';
  DependsOn: string | null;
  DefaultValue: string | null;
  Options: string | null;
  RequiredWhen: { HasPrivateKey: boolean; OnAdd: boolean; OnRemove: boolean; OnReenrollment: boolean };
}

/** A certificate store type. `Id` is the installation's own integer (`StoreType` on the wire). */
export interface StoreTypeRow {
  Id: number;
  Name: string;
  ShortName: string;
  Capability: string;
  SupportedOperations: { Add: boolean; Create: boolean; Discovery: boolean; Enrollment: boolean; Remove: boolean };
  Properties: StoreProperty[];
  EntryParameters: EntryParameterRow[];
  PasswordOptions: { EntrySupported: boolean; StoreRequired: boolean; Style: 'Default' | 'Custom' };
  StorePathType: string | null;
  StorePathValue: string | null;
  PrivateKeyAllowed: Requirement;
  CustomAliasAllowed: Requirement;
  ServerRequired: boolean;
  BlueprintAllowed: boolean;
  InventoryJobType: string;
  ManagementJobType: string | null;
  DiscoveryJobType: string | null;
  EnrollmentJobType: string | null;
}

export interface ContainerRow {
  Id: number;
  Name: string;
  OverwriteSchedules: boolean;
  /** Compact text as lists send it: I_60, D_23:30, M_1_04:00. */
  Schedule: string | null;
  CertStoreType: number;
}

/** An orchestrator. `Id` is its GUID (`AgentId` on the wire). */
export interface AgentRow {
  Id: string;
  machine: string;
  username: string;
  platform: number;
  version: string;
  /** 1 new, 2 approved, 3 disapproved (vendor documentation, Agents). */
  status: number;
  /** Null: it asks for work all the time, so it was seen a moment ago. Otherwise the time it was last seen. */
  silentSince: number | null;
  capabilities: string[];
}

/** A management job. Times are milliseconds of the world's clock. */
export interface JobRow {
  Id: string;
  kind: 'Add' | 'Remove';
  storeId: string;
  agentId: string;
  certificateId: number;
  alias: string;
  overwrite: boolean;
  includePrivateKey: boolean;
  parameters: Record<string, string>;
  schedule: Schedule;
  requester: string;
  requestedAt: number;
  /** When the next thing happens to it: pick-up while waiting, end of the attempt while running. */
  nextAt: number;
  state: 'waiting' | 'running' | 'done';
  attempts: number;
  /** History row of the attempt that runs now. */
  historyId: number | null;
}

export interface JobHistoryRow {
  Id: number;
  jobId: string;
  jobType: string;
  agentId: string;
  agentMachine: string;
  clientMachine: string;
  storePath: string;
  schedule: Schedule;
  start: number;
  end: number | null;
  message: string;
  /** 0 unknown, 2 success, 3 warning, 4 failure. */
  result: number;
  /** 2 in process, 3 completed, 4 acknowledged, 5 completed and will be retried. */
  status: number;
}

/** Where an enrollment wants its certificate delivered (Enrollment/PFX version 2, `Stores`). */
export interface WantedStore {
  storeId: string;
  alias: string;
  overwrite: boolean;
  parameters: Record<string, string>;
}

/** A key that Enrollment/PFX made, waiting for Enrollment/PFX/Deploy: five minutes, same user and password. Never stored. */
export interface StagedKey {
  certificateId: number;
  requestId: number;
  user: string;
  /** Made by `hashPassword`; the password itself is kept nowhere. */
  passwordHash: string;
  stagedAt: number;
}
