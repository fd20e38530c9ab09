// The vendor's published store types (vendor documentation, certificate store types): alias and private key as Forbidden,
// Optional or Required, then operations: Add, Remove, Create, Discovery, Enrollment.
const lines = `
AKV O/O ARCD · AWS-ACM O/R AR · AWS-ACM-v3 O/R AR · Akamai F/F E · AlteonLB O/O AR · AppGwBin R/R AD · AzureApp R/F ARD ·
AzureApp2 R/F ARD · AzureAppGw R/R ARD · AzureSP R/R ARD · AzureSP2 R/R ARD · BIPCamera R/O E · CiscoAsa R/R AR ·
CitrixAdc R/R AR · DataPower R/O A · F5-BigIQ R/R ARE · F5-CA-REST R/F ARD · F5-SL-REST R/O ARD · F5-WS-REST F/R A ·
FortiWeb R/O A · Fortigate R/R AR · GCPLoadBal O/R AR · GcpApigee R/O ARC · GcpCertMgr R/R ARCD · HCVKV O/O ARCD ·
HCVKVJKS R/O ARCD · HCVKVP12 R/O ARCD · HCVKVPEM R/O ARCD · HCVKVPFX R/O ARCD · HCVPKI F/F - · HPiLO F/O ARE · IISU F/R ARE ·
Imperva R/R AR · K8SCert F/F D · K8SCluster R/O ARC · K8SJKS R/O ARCD · K8SNS R/O ARCD · K8SPKCS12 R/O ARCD ·
K8SSecret F/O ARCD · K8STLSSecr F/O ARCD · Nmap O/F R · PaloAlto R/O AR · RFDER F/O ARCD · RFJKS R/O ARCD · RFKDB R/O ARCD ·
RFORA R/O ARCD · RFPEM F/O ARCD · RFPkcs12 R/O ARCD · Signum R/R - · VMware-NSX R/O AR · WinCerMgmt F/O AR · WinCert F/O ARE ·
WinSql F/O AR · f5WafCa R/F ARD · f5WafTls R/R ARD · iDRAC F/R A`;

const words = { F: 'Forbidden', O: 'Optional', R: 'Required' } as const;

type Letter = keyof typeof words;

const isLetter = (text: string): text is Letter => text in words;

function wordOf(letter: string): (typeof words)[Letter] {
  if (!isLetter(letter)) throw new Error(`no rule is called ${letter}`);
  return words[letter];
}

export interface PublishedType {
  short: string;
  alias: (typeof words)[Letter];
  key: (typeof words)[Letter];
  operations: string;
}

/** All 56 published types. */
export const publishedTypes: readonly PublishedType[] = lines
  .trim()
  .split(/\s*·\s*/)
  .map((line) => {
    const [short = '', rules = '', operations = ''] = line.split(' ');
    return { short, alias: wordOf(rules.charAt(0)), key: wordOf(rules.charAt(2)), operations };
  });

const never = { HasPrivateKey: false, OnAdd: false, OnRemove: false, OnReenrollment: false };
const always = { ...never, OnAdd: true, OnRemove: true, OnReenrollment: true };
const onDevice = { ...never, OnReenrollment: true };
const text = (Name: string, DefaultValue = '', RequiredWhen: object = never) => ({
  Name,
  Type: 'String',
  ...(DefaultValue === '' ? {} : { DefaultValue }),
  RequiredWhen,
});

/** Entry parameters of the published types, in the spellings of their files: members may be missing. */
const publishedParameters: Readonly<Record<string, readonly object[]>> = {
  IISU: [
    text('Port', '443'),
    text('IPAddress', '*', always),
    text('HostName'),
    text('SiteName', 'Default Web Site', always),
    text('SniFlag', '0'),
    { ...text('Protocol', 'https', always), Type: 'MultipleChoice', Options: 'https,http' },
    text('ProviderName'),
    text('SAN', '', onDevice),
  ],
  WinCert: [text('ProviderName'), text('SAN', '', onDevice)],
  WinSql: [text('InstanceName'), text('ProviderName'), text('SAN', '', onDevice)],
  'F5-SL-REST': [{ ...text('SSLProfiles'), Type: 'string' }],
  'F5-BigIQ': [{ ...text('Overwrite', 'False'), Type: 'Bool' }],
  BIPCamera: [
    { ...text('CertificateUsage'), Type: 'MultipleChoice', Options: ',HTTPS,EAP-TLS-client,TLS-DATE-client' },
    { ...text('Overwrite', 'false'), Type: 'Bool' },
  ],
  AKV: [text('CertificateTags')],
  'AWS-ACM': [text('AWS Region', '', { ...never, OnAdd: true }), text('ACM Tags')],
  'AWS-ACM-v3': [text('ACM Tags')],
  CitrixAdc: [text('virtualServerName'), text('sniCert')],
  CiscoAsa: [text('interfaces')],
  Akamai: [text('EnrollmentId'), text('ContractId', 'SET-DEFAULT', onDevice), text('Sans', '', onDevice)],
};

/** A published type as GET CertificateStoreTypes answers it; unset members are left out. */
export function publishedTypeOnWire({ short, alias, key, operations }: PublishedType, StoreType: number): object {
  const parameters = publishedParameters[short];
  return {
    StoreType,
    Name: `${short} store`,
    ShortName: short,
    CustomAliasAllowed: alias,
    PrivateKeyAllowed: key,
    SupportedOperations: {
      ...(operations.includes('A') ? { Add: true } : {}),
      Remove: operations.includes('R'),
      Create: operations.includes('C'),
      Discovery: operations.includes('D'),
      Enrollment: operations.includes('E'),
    },
    ...(short === 'HPiLO' ? { PasswordOptions: { EntrySupported: true, StoreRequired: false, Style: 'Default' } } : {}),
    ...(parameters === undefined ? {} : { EntryParameters: parameters }),
  };
}
