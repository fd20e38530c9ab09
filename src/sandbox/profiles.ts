export type ProfileName = '10.5' | '24.4' | '25.4';

/** What one version of the server can and cannot do. */
export interface Profile {
  name: ProfileName;
  major: number;
  /** Value of X-Keyfactor-Product-Version, or null where the version does not send that header. */
  productVersion: string | null;
  /** What GET /License reports. */
  licenseVersion: string;
  /** Enrollment settings live on enrollment patterns, not on templates. */
  patterns: boolean;
  /** Permissions are spelled as paths, not as "Area: Permission". */
  pathPermissions: boolean;
  /** PFX enrollment takes KeyType, KeyLength and Curve. */
  keyChoice: boolean;
  /** Certificates have an owner role. */
  ownerRole: boolean;
  /** Enrollment takes IncludeSubjectHeader. */
  subjectHeader: boolean;
  /** x-certificateformat REPLACE exists. */
  replaceFormat: boolean;
  /**
   * How policies name keys: RSAValidKeySizes and ECCValidCurves ("sizes"), KeyInfo in requests and answers ("keyInfo"),
   * or algorithm lists with KeyInfo beside them in answers ("lists").
   */
  policyShape: 'sizes' | 'keyInfo' | 'lists';
  /** Regexes and metadata overrides carry CaseSensitive. */
  caseSensitive: boolean;
  /** Body of a 401. */
  unauthorizedBody: 'empty' | 'html';
}

export const profiles: Record<ProfileName, Profile> = {
  '10.5': {
    name: '10.5',
    major: 10,
    productVersion: null,
    licenseVersion: '10.5.0.0',
    patterns: false,
    pathPermissions: false,
    keyChoice: false,
    ownerRole: false,
    subjectHeader: false,
    replaceFormat: false,
    policyShape: 'sizes',
    caseSensitive: false,
    unauthorizedBody: 'html',
  },
  '24.4': {
    name: '24.4',
    major: 24,
    productVersion: '24.4.2+sandbox',
    licenseVersion: '24.4.2',
    patterns: false,
    pathPermissions: true,
    keyChoice: true,
    ownerRole: true,
    subjectHeader: true,
    replaceFormat: true,
    policyShape: 'keyInfo',
    caseSensitive: true,
    unauthorizedBody: 'empty',
  },
  '25.4': {
    name: '25.4',
    major: 25,
    productVersion: '25.4.1+sandbox',
    licenseVersion: '25.4.1',
    patterns: true,
    pathPermissions: true,
    keyChoice: true,
    ownerRole: true,
    subjectHeader: true,
    replaceFormat: true,
    policyShape: 'lists',
    caseSensitive: true,
    unauthorizedBody: 'empty',
  },
};

/** Whether a value names a profile. */
export function isProfileName(value: unknown): value is ProfileName {
  return typeof value === 'string' && Object.hasOwn(profiles, value);
}
