import type { Requirement, StoreProperty } from '../storeRows.ts';

type Property = [name: string, type: StoreProperty['Type'], value: string | null, flags?: string, dependsOn?: string];

/** What a published store type says of itself. */
export interface TypeFacts {
  id: number;
  name: string;
  short: string;
  alias: Requirement;
  key: Requirement;
  /** A add, R remove, C create, D discovery, E enrollment on the device. */
  operations: string;
  server: boolean;
  blueprint?: boolean;
  storePassword?: boolean;
  entryPassword?: boolean;
  pathType?: string;
  pathValue?: string;
  properties: readonly Property[];
}

export const credentials: readonly Property[] = [
  ['ServerUsername', 'Secret', null],
  ['ServerPassword', 'Secret', null],
];
export const serverUseSsl: Property = ['ServerUseSsl', 'Bool', 'true', 'required'];
export const winRm: readonly Property[] = [
  ['spnwithport', 'Bool', 'false'],
  ['WinRM Protocol', 'MultipleChoice', 'https,http,ssh', 'required'],
  ['WinRM Port', 'String', '5986', 'required'],
  ...credentials,
  serverUseSsl,
];
const f5: readonly Property[] = [
  ['PrimaryNode', 'String', null, 'required', 'PrimaryNodeOnlineRequired'],
  ['PrimaryNodeCheckRetryWaitSecs', 'String', '120', 'required', 'PrimaryNodeOnlineRequired'],
  ['PrimaryNodeCheckRetryMax', 'String', '3', 'required', 'PrimaryNodeOnlineRequired'],
  ['PrimaryNodeOnlineRequired', 'Bool', null, 'required'],
  ['IgnoreSSLWarning', 'Bool', 'False', 'required'],
  ['UseTokenAuth', 'Bool', 'false', 'required'],
  ...credentials,
  serverUseSsl,
];
export const remoteFile: readonly Property[] = [
  ...credentials,
  ['LinuxFilePermissionsOnStoreCreation', 'String', null],
  ['LinuxFileOwnerOnStoreCreation', 'String', null],
  ['SudoImpersonatingUser', 'String', null],
  ['RemoveRootCertificate', 'Bool', 'False'],
  ['IncludePortInSPN', 'Bool', 'False'],
  ['FileTransferProtocol', 'MultipleChoice', ',SCP,SFTP,Both'],
  ['SSHPort', 'String', null],
];

/** Settings of the vendor's published orchestrator extensions (vendor documentation, certificate store types). */
export const publishedTypes: readonly TypeFacts[] = [
  {
    id: 131,
    name: 'IIS Bound Certificate',
    short: 'IISU',
    alias: 'Forbidden',
    key: 'Required',
    operations: 'ARE',
    server: true,
    pathValue: '["My","WebHosting"]',
    properties: winRm,
  },
  {
    id: 132,
    name: 'Windows Certificate',
    short: 'WinCert',
    alias: 'Forbidden',
    key: 'Optional',
    operations: 'ARE',
    server: true,
    pathValue: '',
    properties: winRm,
  },
  {
    id: 154,
    name: 'K8STLSSecr',
    short: 'K8STLSSecr',
    alias: 'Forbidden',
    key: 'Optional',
    operations: 'ARCD',
    server: true,
    pathType: '',
    pathValue: '',
    properties: [
      ['KubeNamespace', 'String', null],
      ['KubeSecretName', 'String', null],
      ['KubeSecretType', 'String', 'tls_secret', 'required'],
      ['SeparateChain', 'Bool', 'false'],
      ['IncludeCertChain', 'Bool', 'true'],
    ],
  },
  {
    id: 155,
    name: 'K8SJKS',
    short: 'K8SJKS',
    alias: 'Required',
    key: 'Optional',
    operations: 'ARCD',
    server: true,
    pathType: '',
    pathValue: '',
    properties: [
      ['KubeNamespace', 'String', 'default'],
      ['KubeSecretName', 'String', null],
      ['KubeSecretType', 'String', 'jks', 'required'],
      ['CertificateDataFieldName', 'String', '.jks', 'required'],
      ['PasswordFieldName', 'String', 'password'],
      ['PasswordIsK8SSecret', 'Bool', 'false'],
      ['StorePasswordPath', 'String', null],
    ],
  },
  {
    id: 141,
    name: 'RFPEM',
    short: 'RFPEM',
    alias: 'Forbidden',
    key: 'Optional',
    operations: 'ARCD',
    server: true,
    storePassword: true,
    properties: [
      ...remoteFile,
      ['IsTrustStore', 'Bool', 'false'],
      ['IncludesChain', 'Bool', 'false'],
      ['SeparatePrivateKeyFilePath', 'String', null],
      ['IgnorePrivateKeyOnInventory', 'Bool', 'false'],
    ],
  },
  {
    id: 142,
    name: 'RFJKS',
    short: 'RFJKS',
    alias: 'Required',
    key: 'Optional',
    operations: 'ARCD',
    server: true,
    storePassword: true,
    properties: remoteFile,
  },
  {
    id: 161,
    name: 'F5 SSL Profiles REST',
    short: 'F5-SL-REST',
    alias: 'Required',
    key: 'Optional',
    operations: 'ARD',
    server: true,
    blueprint: true,
    storePassword: true,
    properties: [...f5, ['RemoveChain', 'Bool', 'False']],
  },
  {
    id: 162,
    name: 'F5 CA Profiles REST',
    short: 'F5-CA-REST',
    alias: 'Required',
    key: 'Forbidden',
    operations: 'ARD',
    server: true,
    blueprint: true,
    properties: f5,
  },
  {
    id: 163,
    name: 'F5 WS Profiles REST',
    short: 'F5-WS-REST',
    alias: 'Forbidden',
    key: 'Required',
    operations: 'A',
    server: true,
    blueprint: true,
    properties: f5,
  },
  {
    id: 171,
    name: 'Azure Keyvault',
    short: 'AKV',
    alias: 'Optional',
    key: 'Optional',
    operations: 'ARCD',
    server: true,
    pathType: '',
    pathValue: '',
    properties: [
      ['TenantId', 'String', null],
      ['SkuType', 'MultipleChoice', 'standard,premium'],
      ['VaultRegion', 'MultipleChoice', 'eastus,eastus2,westus2,westus3,westus'],
      ['AzureCloud', 'MultipleChoice', 'public,china,government'],
      ['PrivateEndpoint', 'String', null],
      ...credentials,
    ],
  },
  {
    id: 172,
    name: 'AWS Certificate Manager',
    short: 'AWS-ACM',
    alias: 'Optional',
    key: 'Required',
    operations: 'AR',
    server: true,
    blueprint: true,
    properties: [
      ['UseEC2AssumeRole', 'Bool', 'false', 'required'],
      ['UseOAuth', 'Bool', 'false', 'required'],
      ['UseIAM', 'Bool', 'false', 'required'],
      ['EC2AssumeRole', 'String', null, '', 'UseEC2AssumeRole'],
      ['OAuthScope', 'String', null, '', 'UseOAuth'],
      ['OAuthGrantType', 'String', 'client_credentials', '', 'UseOAuth'],
      ['IAMAssumeRole', 'String', null, '', 'UseIAM'],
      ['ExternalId', 'String', null],
      ...credentials,
    ],
  },
  {
    id: 181,
    name: 'CitrixAdc',
    short: 'CitrixAdc',
    alias: 'Required',
    key: 'Required',
    operations: 'AR',
    server: true,
    properties: [...credentials, ['linkToIssuer', 'Bool', 'false']],
  },
  {
    id: 182,
    name: 'HP iLO Cert Store',
    short: 'HPiLO',
    alias: 'Forbidden',
    key: 'Optional',
    operations: 'ARE',
    server: true,
    entryPassword: true,
    properties: [
      ['InventoryAll', 'Bool', 'false', 'required'],
      ['IgnoreValidation', 'Bool', 'true', 'required'],
      ['HTTPSCertWaitTime', 'String', '60', 'required'],
      ...credentials,
    ],
  },
  {
    id: 183,
    name: 'Akamai Certificate Provisioning Service',
    short: 'Akamai',
    alias: 'Forbidden',
    key: 'Forbidden',
    operations: 'E',
    server: false,
    pathType: 'MultipleChoice',
    pathValue: '["Production","Staging"]',
    properties: [
      ['access_token', 'Secret', null, 'required'],
      ['client_token', 'Secret', null, 'required'],
      ['client_secret', 'Secret', null, 'required'],
    ],
  },
];
