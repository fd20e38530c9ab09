/** Key retention of a template by name; the order is the number a CA uses (vendor documentation, key retention). */
export const retentionNames = ['None', 'Indefinite', 'AfterExpiration', 'FromIssuance'] as const;
export type RetentionName = (typeof retentionNames)[number];

export interface RegexRow {
  SubjectPart: string;
  Regex: string;
  Error: string;
  CaseSensitive: boolean;
}

export interface DefaultRow {
  SubjectPart: string;
  Value: string;
}

/** An extra attribute for the CA. DataType 1 text, 2 multiple choice. */
export interface EnrollmentFieldRow {
  Id: number;
  Name: string;
  DataType: number;
  Options: string[];
}

/** Override of a metadata type. Enrollment 0 optional, 1 required, 2 hidden. */
export interface MetadataOverrideRow {
  Id: number;
  MetadataId: number;
  DefaultValue: string | null;
  Validation: string | null;
  Enrollment: number;
  Message: string | null;
  CaseSensitive: boolean;
  /** Comma-separated choices; templates up to 24.x only. */
  Options: string | null;
}

/** One algorithm as 25.4 writes it: lower-case snake keys; bit lengths and curves are not parallel lists. */
export interface AlgorithmRow {
  name: string;
  bit_lengths: number[];
  curves: string[];
}

/** A policy of a template or pattern: null and empty lists mean "not set here, the system-wide rule counts". */
export interface PolicyRow {
  AllowKeyReuse: boolean | null;
  AllowWildcards: boolean | null;
  RFCEnforcement: boolean | null;
  CertificateOwnerRole: number | null;
  DefaultCertificateOwnerRoleId: number | null;
  DefaultCertificateOwnerOverride: boolean;
  primary: AlgorithmRow[];
  alternative: AlgorithmRow[];
  /** The same rule in the 10.x spelling; a request in one spelling writes the other too. */
  rsaSizes: number[] | null;
  eccCurves: string[] | null;
}

/** What a template (up to 24.x) or an enrollment pattern (25.x) says about enrollment. */
export interface EnrollmentRules {
  /** Bits: 1 PFX, 2 CSR, 4 CSR generation. */
  allowedEnrollmentTypes: number;
  /** True: AD permissions of the template decide who may enroll. False: the roles below do. */
  useAd: boolean;
  roleIds: number[];
  regexes: RegexRow[];
  defaults: DefaultRow[];
  fields: EnrollmentFieldRow[];
  metadata: MetadataOverrideRow[];
  policy: PolicyRow;
}

export interface ExtendedKeyUsageRow {
  Id: number;
  Oid: string;
  DisplayName: string;
}

export interface TemplateRow {
  Id: number;
  CommonName: string;
  TemplateName: string;
  Oid: string;
  KeySize: string;
  KeyType: string;
  KeyTypes: string;
  Curve: string | null;
  ConfigurationTenant: string;
  FriendlyName: string | null;
  KeyRetention: RetentionName;
  KeyRetentionDays: number;
  KeyArchival: boolean;
  RequiresApproval: boolean;
  KeyUsage: number;
  ExtendedKeyUsages: ExtendedKeyUsageRow[];
  AllowOneClickRenewals: boolean;
  CertificateCleanupEnabled: boolean | null;
  TimeAfterExpiration: number | null;
  /** 0 days, 1 weeks, 2 months. */
  TimeAfterExpirationUnits: number | null;
  DeleteWithArchivedKey: boolean | null;
  Manageability: number;
  /** What the CA's profile can do (KeyAlgorithms on the wire). */
  algorithms: AlgorithmRow[];
  alternativeAlgorithms: AlgorithmRow[];
  validityDays: number;
  /** One of the templates that Microsoft ships (query field IsDefaultTemplate). */
  builtIn: boolean;
  /** The rules as the profiles up to 24.4 know them. On 25.x the default pattern's rules take their place. */
  rules: EnrollmentRules;
}

export interface PatternRow {
  Id: number;
  Name: string;
  Description: string | null;
  templateId: number;
  templateDefault: boolean;
  restrictCas: boolean;
  authorityIds: number[];
  rules: EnrollmentRules;
}

/** The system-wide rules: they count wherever a template or pattern says nothing. */
export interface SystemRules {
  regexes: RegexRow[];
  defaults: DefaultRow[];
  AllowKeyReuse: boolean;
  AllowWildcards: boolean;
  RFCEnforcement: boolean;
  CertificateOwnerRole: number;
  DefaultCertificateOwnerRoleId: number | null;
  primary: AlgorithmRow[];
  alternative: AlgorithmRow[];
}

/** A policy in which nothing is set. */
export function emptyPolicy(): PolicyRow {
  return {
    AllowKeyReuse: null,
    AllowWildcards: null,
    RFCEnforcement: null,
    CertificateOwnerRole: null,
    DefaultCertificateOwnerRoleId: null,
    DefaultCertificateOwnerOverride: false,
    primary: [],
    alternative: [],
    rsaSizes: null,
    eccCurves: null,
  };
}

/** Rules in which nothing is set and nobody may enroll. */
export function emptyRules(): EnrollmentRules {
  return {
    allowedEnrollmentTypes: 0,
    useAd: true,
    roleIds: [],
    regexes: [],
    defaults: [],
    fields: [],
    metadata: [],
    policy: emptyPolicy(),
  };
}

/** System-wide rules that restrict nothing. */
export function emptySystemRules(): SystemRules {
  return {
    regexes: [],
    defaults: [],
    AllowKeyReuse: false,
    AllowWildcards: true,
    RFCEnforcement: false,
    CertificateOwnerRole: 0,
    DefaultCertificateOwnerRoleId: null,
    primary: [],
    alternative: [],
  };
}
