import type { AuthorityRow } from '../companyRows.ts';
import { issueCa, issueRoot, type Issuer } from '../pki/certificates.ts';
import { generateKey, type KeySpec } from '../pki/crypto.ts';
import { parseDn, type Rdn } from '../pki/names.ts';
import type { World } from '../world.ts';

/** The issuers of a company: each with the issuers above it, nearest first. */
export interface Issuers {
  corp1: Issuer;
  corp2: Issuer;
  devices: Issuer;
  standalone: Issuer;
  corpRoot: Issuer;
  deviceRoot: Issuer;
}

const ec256: KeySpec = { kind: 'EC', bits: 256, curve: '1.2.840.10045.3.1.7' };
const ec384: KeySpec = { kind: 'EC', bits: 384, curve: '1.3.132.0.34' };
const yearMs = 365 * 86_400_000;

function dn(text: string): Rdn[] {
  const parsed = parseDn(text);
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed;
}

/** Makes keys and certificates of all CAs: a P-384 root with three CAs below it, and a root of devices with one. */
export async function makeIssuers(today: Date): Promise<Issuers> {
  const start = Math.floor(today.getTime() / 86_400_000) * 86_400_000;
  const at = (years: number) => new Date(start + years * yearMs);
  const keys = await Promise.all([ec384, ec384, ec256, ec256, ec256, ec256].map((spec) => generateKey(spec)));
  const [k0, k1, k2, k3, k4, k5] = keys;
  if (!k0 || !k1 || !k2 || !k3 || !k4 || !k5) throw new Error('A CA key is missing.');
  const validity = { notBefore: at(-6), notAfter: at(14) };
  const below = { notBefore: at(-5), notAfter: at(9), pathLength: 0 };
  const corpRoot = issueRoot({ name: dn('CN=Key Example Root CA,O="Key Example, Inc.",C=US'), key: k0, ...validity });
  const deviceRoot = issueRoot({ name: dn('CN=Key Example Device Root,O="Key Example, Inc."'), key: k1, ...validity });
  const corp = (cn: string) => dn(`CN=${cn},DC=keyexample,DC=com`);
  return {
    corpRoot,
    deviceRoot,
    corp1: issueCa(corpRoot, { name: corp('CorpIssuingCA1'), key: k2, ...below }),
    corp2: issueCa(corpRoot, { name: corp('CorpIssuingCA2'), key: k3, ...below }),
    standalone: issueCa(corpRoot, { name: corp('StandaloneCA'), key: k4, ...below }),
    devices: issueCa(deviceRoot, { name: dn('CN=DeviceSubCA,O="Key Example, Inc."'), key: k5, ...below }),
  };
}

const corporate = {
  ConfigurationTenant: 'keyexample.com',
  CAType: 0,
  Standalone: false,
  UseForEnrollment: true,
  AllowedEnrollmentTypes: 3,
  UseAllowedRequesters: false,
  AllowedRequesters: [] as string[],
  SubscriberTerms: false,
  RFCEnforcement: false,
  KeyRetention: 0,
  KeyRetentionDays: null,
  AllowOneClickRenewals: true,
} satisfies Partial<AuthorityRow>;

/** Ids of the seeded CAs. */
export const authorityIds = { corp1: 3, corp2: 4, devices: 5, standalone: 8, gateway: 9 } as const;
/** The tenant whose CA breaks off an import of templates. */
export const unreachableTenant = 'gateway';

/** Two Microsoft-like CAs, an EJBCA-like one with a URL as host, a standalone one, and a gateway nobody enrolls with. */
export function seedAuthorities(world: World, issuers: Issuers): void {
  const put = (row: AuthorityRow) => world.authorities.put(row);
  put({
    ...corporate,
    Id: authorityIds.corp1,
    LogicalName: 'CorpIssuingCA1',
    HostName: 'corpca01.keyexample.com',
    issuer: issuers.corp1,
    chain: [issuers.corpRoot],
  });
  put({
    ...corporate,
    Id: authorityIds.corp2,
    LogicalName: 'CorpIssuingCA2',
    HostName: 'corpca02.keyexample.com',
    AllowedEnrollmentTypes: 1,
    SubscriberTerms: true,
    AllowOneClickRenewals: false,
    issuer: issuers.corp2,
    chain: [issuers.corpRoot],
  });
  put({
    ...corporate,
    Id: authorityIds.devices,
    LogicalName: 'DeviceSubCA',
    HostName: 'https://ejbca01.keyexample.com/ejbca',
    ConfigurationTenant: 'ejbca',
    CAType: 1,
    UseAllowedRequesters: true,
    AllowedRequesters: ['Administrator', 'Ops Enrollers', 'Device Enrollers', 'CSR Desk'],
    KeyRetention: 1,
    issuer: issuers.devices,
    chain: [issuers.deviceRoot],
  });
  put({
    ...corporate,
    Id: authorityIds.standalone,
    LogicalName: 'StandaloneCA',
    HostName: 'sa01.keyexample.com',
    Standalone: true,
    UseAllowedRequesters: true,
    AllowedRequesters: ['Administrator', 'Ops Enrollers'],
    RFCEnforcement: true,
    KeyRetention: 2,
    KeyRetentionDays: 30,
    issuer: issuers.standalone,
    chain: [issuers.corpRoot],
  });
  put({
    ...corporate,
    Id: authorityIds.gateway,
    LogicalName: 'PublicGateway',
    HostName: 'https://gateway01.keyexample.com/AnyGatewayREST',
    ConfigurationTenant: unreachableTenant,
    CAType: 1,
    UseForEnrollment: false,
    AllowedEnrollmentTypes: 0,
    issuer: issuers.devices,
    chain: [issuers.deviceRoot],
  });
}
