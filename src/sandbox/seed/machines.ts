import type { Generator } from './generator.ts';

/** How the stores of one type look: how many there are, on which orchestrator, in which container, where. */
export interface StorePlan {
  type: string;
  count: number;
  agent: string;
  container: string | null;
  machine(n: number, random: Generator): string;
  path(n: number, random: Generator): string;
  properties: Record<string, string>;
}

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');
const sites = ['shop', 'portal', 'intranet', 'api', 'mail', 'hr', 'crm', 'files', 'sso', 'wiki'] as const;
const teams = ['payments', 'catalog', 'identity', 'search', 'orders', 'shipping', 'reports', 'edge'] as const;

/** The name an application goes by, in machine names, paths and subjects. */
export function siteName(n: number): string {
  return sites[n % sites.length] ?? 'app';
}

function team(n: number): string {
  return teams[n % teams.length] ?? 'app';
}

const winRm = { spnwithport: 'false', 'WinRM Protocol': 'https', 'WinRM Port': '5986', ServerUseSsl: 'true' };
const f5 = {
  PrimaryNode: 'f5-a.keyexample.com',
  PrimaryNodeOnlineRequired: 'false',
  IgnoreSSLWarning: 'False',
  UseTokenAuth: 'true',
  ServerUseSsl: 'true',
};

/** The stores of the normal world: 300 of them with the special machines of `specialStores`. */
export const storePlans: readonly StorePlan[] = [
  {
    type: 'IISU',
    count: 72,
    agent: 'orch-win-01',
    container: 'Web servers',
    machine: (n) => `web${pad(Math.floor(n / 2) + 1)}.keyexample.com`,
    path: (n) => (n % 2 === 0 ? 'My' : 'WebHosting'),
    properties: winRm,
  },
  {
    type: 'WinCert',
    count: 30,
    agent: 'orch-win-02',
    container: 'Windows servers',
    machine: (n) => `app${pad(Math.floor(n / 2) + 1)}.keyexample.com`,
    path: (n) => (n % 2 === 0 ? 'My' : 'Root'),
    properties: winRm,
  },
  {
    type: 'K8STLSSecr',
    count: 40,
    agent: 'orch-k8s-01',
    container: 'Kubernetes',
    machine: (n) => (n % 3 === 0 ? 'k8s-staging' : 'k8s-production'),
    path: (n) => `${team(n)}/${siteName(Math.floor(n / 8))}-${pad(n)}-tls`,
    properties: { KubeSecretType: 'tls_secret', SeparateChain: 'false', IncludeCertChain: 'true' },
  },
  {
    type: 'K8SJKS',
    count: 16,
    agent: 'orch-k8s-01',
    container: 'Kubernetes',
    machine: () => 'k8s-production',
    path: (n) => `${team(n)}/${siteName(n)}-keystore-${pad(n)}`,
    properties: {
      KubeNamespace: 'default',
      KubeSecretType: 'jks',
      CertificateDataFieldName: '.jks',
      PasswordFieldName: 'password',
    },
  },
  {
    type: 'RFPEM',
    count: 40,
    agent: 'orch-linux-01',
    container: 'Linux front ends',
    machine: (n) => `nginx${pad(Math.floor(n / 2) + 1)}.keyexample.com`,
    path: (n) => `/etc/nginx/tls/${siteName(n)}.pem`,
    properties: { IsTrustStore: 'false', IncludesChain: 'true', FileTransferProtocol: 'SCP' },
  },
  {
    type: 'RFJKS',
    count: 28,
    agent: 'orch-linux-01',
    container: null,
    machine: (n) => `tomcat${pad(n + 1)}.keyexample.com`,
    path: (n) => `/opt/${siteName(n)}/conf/keystore.jks`,
    properties: { RemoveRootCertificate: 'False', FileTransferProtocol: 'SFTP' },
  },
  {
    type: 'F5-SL-REST',
    count: 20,
    agent: 'orch-net-01',
    container: 'Load balancers',
    machine: (n) => `f5-${n % 2 === 0 ? 'a' : 'b'}.keyexample.com`,
    path: (n) => (n < 2 ? 'Common' : `partition-${pad(Math.floor(n / 2))}`),
    properties: f5,
  },
  {
    type: 'F5-CA-REST',
    count: 8,
    agent: 'orch-net-01',
    container: 'Load balancers',
    machine: (n) => `f5-${n % 2 === 0 ? 'a' : 'b'}.keyexample.com`,
    path: (n) => `Common/bundle-${pad(Math.floor(n / 2) + 1)}`,
    properties: f5,
  },
  {
    type: 'F5-WS-REST',
    count: 4,
    agent: 'orch-net-01',
    container: 'Load balancers',
    machine: (n) => `f5-${pad(n + 1)}.keyexample.com`,
    path: () => 'WebServer',
    properties: f5,
  },
  {
    type: 'AKV',
    count: 10,
    agent: 'orch-cloud-01',
    container: 'Cloud',
    machine: () => '5f3a9c1e-7b7d-4d3e-9a1b-2c4d6e8f0a1b',
    path: (n) => `sub-${pad(Math.floor(n / 4) + 1)}:rg-${team(n)}:kv-${team(n)}-${pad(n + 1)}`,
    properties: { SkuType: 'standard', VaultRegion: 'eastus', AzureCloud: 'public' },
  },
  {
    type: 'AWS-ACM',
    count: 8,
    agent: 'orch-cloud-01',
    container: 'Cloud',
    machine: (n) => `arn:aws:iam::1000200030${pad(n)}:role/keyfactor`,
    path: () => 'eu-north-1,eu-west-1',
    properties: { UseEC2AssumeRole: 'false', UseOAuth: 'false', UseIAM: 'true' },
  },
  {
    type: 'CitrixAdc',
    count: 6,
    agent: 'orch-net-01',
    container: null,
    machine: (n) => `adc${pad(n + 1)}.keyexample.com`,
    path: () => '/nsconfig/ssl/',
    properties: { linkToIssuer: 'false' },
  },
  {
    type: 'HPiLO',
    count: 4,
    agent: 'orch-win-02',
    container: null,
    machine: (n) => `ilo${pad(n + 1)}.keyexample.com`,
    path: () => '/redfish/v1',
    properties: { InventoryAll: 'false', IgnoreValidation: 'true', HTTPSCertWaitTime: '60' },
  },
  {
    type: 'Akamai',
    count: 2,
    agent: 'orch-cloud-01',
    container: 'Cloud',
    machine: () => 'akab-keyexample.luna.akamaiapis.net',
    path: (n) => (n === 0 ? 'Production' : 'Staging'),
    properties: {},
  },
];

/** Machines whose stores reach one certain outcome; their names say which. */
export interface SpecialStore {
  type: string;
  machine: string;
  path: string;
  agent: string;
  approved?: false;
  inventory?: false;
  empty?: true;
}

export const specialStores: readonly SpecialStore[] = [
  { type: 'IISU', machine: 'web-fails.keyexample.com', path: 'My', agent: 'orch-win-01' },
  { type: 'IISU', machine: 'web-flaky.keyexample.com', path: 'My', agent: 'orch-win-01' },
  { type: 'IISU', machine: 'web-warns.keyexample.com', path: 'My', agent: 'orch-win-01' },
  { type: 'RFPEM', machine: 'nginx-flaky.keyexample.com', path: '/etc/nginx/tls/flaky.pem', agent: 'orch-linux-01' },
  { type: 'K8STLSSecr', machine: 'k8s-fails', path: 'edge/fails-tls', agent: 'orch-k8s-01', empty: true },
  { type: 'K8STLSSecr', machine: 'k8s-production', path: 'edge/empty-tls', agent: 'orch-k8s-01', empty: true },
  {
    type: 'RFPEM',
    machine: 'nginx-noinventory.keyexample.com',
    path: '/etc/nginx/tls/site.pem',
    agent: 'orch-linux-01',
    inventory: false,
  },
  {
    type: 'RFJKS',
    machine: 'tomcat-noinventory.keyexample.com',
    path: '/opt/app/keystore.jks',
    agent: 'orch-linux-01',
    inventory: false,
  },
  { type: 'IISU', machine: 'branch01.keyexample.com', path: 'My', agent: 'orch-branch-07' },
  { type: 'RFPEM', machine: 'branch02.keyexample.com', path: '/etc/ssl/branch.pem', agent: 'orch-branch-07' },
  { type: 'RFPEM', machine: 'lab01.keyexample.com', path: '/etc/ssl/lab.pem', agent: 'orch-lab-03' },
  {
    type: 'RFPEM',
    machine: 'found01.keyexample.com',
    path: '/etc/pki/tls/found.pem',
    agent: 'orch-linux-01',
    approved: false,
    inventory: false,
    empty: true,
  },
];
