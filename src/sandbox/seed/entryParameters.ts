import type { EntryParameterRow } from '../storeRows.ts';

type Parameter = Omit<EntryParameterRow, 'Id'>;

/** "ServerUsername" → "Server Username", as the display names of the published types are built. */
export function displayName(name: string): string {
  if (name.includes(' ')) return name;
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .replace(/^[a-z]/, (first) => first.toUpperCase());
}

function parameter(
  name: string,
  label: string,
  value: string | null,
  requiredFor: '' | 'add' | 'all' | 'reenrollment' = '',
  options: string | null = null,
): Parameter {
  return {
    Name: name,
    DisplayName: label,
    Type: options === null ? 'String' : 'MultipleChoice',
    DependsOn: null,
    DefaultValue: value,
    Options: options,
    RequiredWhen: {
      HasPrivateKey: false,
      OnAdd: requiredFor === 'add' || requiredFor === 'all',
      OnRemove: requiredFor === 'all',
      OnReenrollment: requiredFor === 'reenrollment' || requiredFor === 'all',
    },
  };
}

function flag(name: string, label: string, requiredFor: '' | 'reenrollment' = ''): Parameter {
  return { ...parameter(name, label, 'false', requiredFor), Type: 'Bool' };
}

const provider = parameter('ProviderName', 'Crypto Provider Name', null);
const san = parameter('SAN', 'SAN', null, 'reenrollment');

const contactFields = [
  'addressLineOne',
  'addressLineTwo',
  'city',
  'country',
  'email',
  'firstName',
  'lastName',
  'organizationName',
  'phone',
  'postalCode',
  'region',
  'title',
] as const;

function akamai(): Parameter[] {
  // 35 in the published type: three of its own, and the contacts; `org-` has neither first nor last name, e-mail nor title.
  const contacts = ['admin', 'org', 'tech'].flatMap((who) =>
    contactFields
      .filter((field) => who !== 'org' || !['email', 'firstName', 'lastName', 'title'].includes(field))
      .map((field) =>
        parameter(
          `${who}-${field}`,
          displayName(`${who}-${field}`),
          who === 'tech' && field === 'organizationName' ? 'Akamai' : 'SET-DEFAULT',
          field === 'addressLineTwo' ? '' : 'reenrollment',
        ),
      ),
  );
  return [
    parameter('EnrollmentId', 'Enrollment ID', null),
    parameter('ContractId', 'Contract ID', 'SET-DEFAULT', 'reenrollment'),
    parameter('Sans', 'SANs', null, 'reenrollment'),
    ...contacts,
  ];
}

const byType: Record<string, Parameter[]> = {
  IISU: [
    parameter('Port', 'Port', '443'),
    parameter('IPAddress', 'IP Address', '*', 'all'),
    parameter('HostName', 'Host Name', null),
    parameter('SiteName', 'IIS Site Name', 'Default Web Site', 'all'),
    parameter('SniFlag', 'SSL Flags', '0'),
    parameter('Protocol', 'Protocol', 'https', 'all', 'https,http'),
    provider,
    san,
  ],
  WinCert: [provider, san],
  'F5-SL-REST': [parameter('SSLProfiles', 'SSL Profiles', null)],
  AKV: [parameter('CertificateTags', 'Certificate Tags', null)],
  'AWS-ACM': [parameter('AWS Region', 'AWS Region', null, 'add'), parameter('ACM Tags', 'ACM Tags', null)],
  CitrixAdc: [parameter('virtualServerName', 'Virtual Server Name', null), parameter('sniCert', 'SNI Cert', null)],
  Akamai: akamai(),
  'AWS-ACM-v3': [parameter('ACM Tags', 'ACM Tags', null)],
  CiscoAsa: [parameter('interfaces', 'Interfaces Comma Separated', null)],
  WinSql: [parameter('InstanceName', 'Instance Name', null), provider, san],
  // Only the types, the options and the two flags of the last ones are documented; their other names are guesses.
  BIPCamera: [
    parameter('CertificateUsage', 'Certificate Usage', null, '', ',HTTPS,EAP-TLS-client,TLS-DATE-client'),
    parameter('Name', 'Name', null, 'reenrollment'),
    flag('Overwrite', 'Overwrite', 'reenrollment'),
  ],
  'F5-BigIQ': [
    parameter('Alias', 'Alias', null, 'reenrollment'),
    flag('Overwrite', 'Overwrite'),
    parameter('SANs', 'SANs', null),
  ],
  KeyexVault: [{ ...parameter('UnlockCode', 'Unlock code', null, 'add'), Type: 'Secret' }],
};

/** Entry parameters of a store type by its short name, without ids; none for most types (vendor documentation). */
export function entryParametersOf(shortName: string): Parameter[] {
  return byType[shortName] ?? [];
}
