import type { Issuer } from './pki/certificates.ts';

/** A security role. `permissions` are path strings; the 10.x names are derived from them (permissions.ts). */
export interface RoleRow {
  Id: number;
  Name: string;
  Description: string;
  EmailAddress: string | null;
  Immutable: boolean;
  PermissionSetId: string;
  permissions: string[];
  claims: ClaimRow[];
}

interface ClaimRow {
  Id: number;
  Description: string;
  /** Name as 25.x reads it back, e.g. OAuthRole. */
  ClaimType: string;
  ClaimValue: string;
}

/** A metadata type. DataType 1 string, 2 integer, 3 date, 4 boolean, 5 multiple choice, 6 big text, 7 e-mail. */
export interface MetadataFieldRow {
  Id: number;
  Name: string;
  Description: string;
  DataType: number;
  Hint: string | null;
  Validation: string | null;
  /** 0 optional, 1 required, 2 hidden. */
  Enrollment: number;
  Message: string | null;
  /** Comma-separated choices of type 5. */
  Options: string | null;
  DefaultValue: string | null;
  DisplayOrder: number;
  CaseSensitive: boolean;
}

/** A CA. `chain` holds the issuers above it, nearest first, root last. */
export interface AuthorityRow {
  Id: number;
  LogicalName: string;
  HostName: string;
  ConfigurationTenant: string;
  /** 0 Microsoft, 1 HTTPS (EJBCA). */
  CAType: number;
  Standalone: boolean;
  UseForEnrollment: boolean;
  AllowedEnrollmentTypes: number;
  UseAllowedRequesters: boolean;
  AllowedRequesters: string[];
  SubscriberTerms: boolean;
  RFCEnforcement: boolean;
  KeyRetention: number;
  KeyRetentionDays: number | null;
  AllowOneClickRenewals: boolean;
  issuer: Issuer;
  chain: readonly Issuer[];
}

/** An application setting; `Value` is always text ("True", "12"). */
export interface AppSettingRow {
  Id: number;
  DisplayName: string;
  ShortName: string;
  Description: string;
  Value: string;
  ValueType: string;
}

/** `host\logical`, the name a CA goes by when enrolling (vendor documentation, enrollment context). */
export function authorityName(row: AuthorityRow): string {
  return `${row.HostName}\\${row.LogicalName}`;
}
