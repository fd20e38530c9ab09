import type { Requirement } from '../storeRows.ts';
import { credentials, remoteFile, serverUseSsl, winRm, type TypeFacts } from './publishedTypes.ts';

/** A type of which this company has hardly a store: what it says of itself, and where its stores are. */
export interface FurtherType extends TypeFacts {
  agent: string;
  machine: string;
  paths: readonly string[];
}

const levels: Readonly<Record<string, Requirement>> = { F: 'Forbidden', O: 'Optional', R: 'Required' };

/** `rules`: alias/private key and the operations, as the vendor's table of published types writes them: "R/O ARCD". */
function further(
  [id, short, name, rules]: readonly [number, string, string, string],
  [agent, machine, ...paths]: readonly [string, string, string, ...string[]],
  more: Partial<TypeFacts> = {},
): FurtherType {
  const [alias = 'Forbidden', key = 'Forbidden'] = [levels[rules.charAt(0)], levels[rules.charAt(2)]];
  const operations = rules.slice(4);
  const plain = { server: true, properties: [...credentials, serverUseSsl] };
  return { id, short, name, alias, key, operations, ...plain, ...more, agent, machine, paths };
}

const azure = 'orch-cloud-01';
const net = 'orch-net-01';
const linux = 'orch-linux-01';
const k8s = 'orch-k8s-01';
const tenant = '5f3a9c1e-7b7d-4d3e-9a1b-2c4d6e8f0a1b';
const vault = 'vault.keyexample.com';
const cluster = 'k8s-production';
const openPath = { pathType: '', pathValue: '' };
const chains = [
  ['SeparateChain', 'Bool', 'false'],
  ['IncludeCertChain', 'Bool', 'true'],
] as const satisfies TypeFacts['properties'];
const vaultProperties = (...more: TypeFacts['properties']): Partial<TypeFacts> => ({
  properties: [['ServerUsername', 'Secret', null, 'required'], ['ServerPassword', 'Secret', null, 'required'], ...more],
});
const keyValue = vaultProperties(
  ['SubfolderInventory', 'Bool', 'false'],
  ['IncludeCertChain', 'Bool', 'false'],
  ['MountPoint', 'String', null],
);
const file = { storePassword: true, properties: remoteFile };

/**
 * The published types beside those of `publishedTypes`, with one store of each (vendor documentation, certificate store
 * types). Names, server credentials and properties of types that it does not describe one by one are guesses.
 */
export const furtherTypes: readonly FurtherType[] = [
  further(
    [201, 'AWS-ACM-v3', 'AWS Certificate Manager v3', 'O/R AR'],
    [azure, 'arn:aws:iam::200020003000:role/keyfactor', 'eu-north-1'],
    {
      server: false,
      blueprint: true,
      properties: [
        ['UseDefaultSdkAuth', 'Bool', 'false', 'required'],
        ['DefaultSdkAssumeRole', 'Bool', 'false', '', 'UseDefaultSdkAuth'],
        ['UseIAM', 'Bool', 'false', 'required'],
        ['IAMUserAccessKey', 'Secret', null],
        ['IAMUserAccessSecret', 'Secret', null],
        ['ExternalId', 'String', null],
      ],
    },
  ),
  further([202, 'AlteonLB', 'Alteon Load Balancer', 'O/O AR'], [net, 'alteon01.keyexample.com', '/']),
  further(
    [203, 'AppGwBin', 'Azure Application Gateway Certificate Binding', 'R/R AD'],
    [azure, tenant, '/subscriptions/sub-01/applicationGateways/gw-shop/listeners'],
  ),
  further([204, 'AzureApp', 'Azure App Registration', 'R/F ARD'], [azure, tenant, 'app-catalog']),
  further([205, 'AzureApp2', 'Azure App Registration 2', 'R/F ARD'], [azure, tenant, 'app-orders']),
  further(
    [206, 'AzureAppGw', 'Azure Application Gateway Certificate', 'R/R ARD'],
    [azure, tenant, '/subscriptions/sub-01/applicationGateways/gw-shop'],
  ),
  further([207, 'AzureSP', 'Azure Enterprise Application', 'R/R ARD'], [azure, tenant, 'sp-catalog']),
  further([208, 'AzureSP2', 'Azure Enterprise Application 2', 'R/R ARD'], [azure, tenant, 'sp-orders']),
  further([209, 'BIPCamera', 'Bosch IP Camera', 'R/O E'], [net, 'camera01.keyexample.com', '01']),
  further([210, 'CiscoAsa', 'CiscoAsa', 'R/R AR'], [net, 'asa01.keyexample.com', '/Identity'], {
    blueprint: true,
    properties: [['CommitToDisk', 'Bool', 'false', 'required'], ...credentials, serverUseSsl],
  }),
  further([211, 'DataPower', 'IBM Data Power', 'R/O A'], [net, 'datapower01.keyexample.com', 'default/cert']),
  further([212, 'F5-BigIQ', 'F5 BigIQ', 'R/R ARE'], [net, 'bigiq01.keyexample.com', 'Common']),
  further([213, 'FortiWeb', 'FortiWeb', 'R/O A'], [net, 'fortiweb01.keyexample.com', 'root']),
  further([214, 'Fortigate', 'Fortigate', 'R/R AR'], [net, 'fortigate01.keyexample.com', 'root'], {
    storePassword: true,
  }),
  further([215, 'GCPLoadBal', 'GCP Load Balancer', 'O/R AR'], [azure, 'key-example-prod', 'key-example-prod/lb']),
  further([216, 'GcpApigee', 'Google Cloud Provider Apigee', 'R/O ARC'], [azure, 'key-example-prod', 'gateway-keys']),
  further([217, 'GcpCertMgr', 'GCP Certificate Manager', 'R/R ARCD'], [azure, 'key-example-prod', 'n/a'], {
    server: false,
    pathType: '',
    pathValue: 'n/a',
    properties: [
      ['Location', 'String', 'global', 'required'],
      ['ServiceAccountKey', 'String', null],
    ],
  }),
  further([218, 'HCVKV', 'Hashicorp Vault Key-Value', 'O/O ARCD'], [azure, vault, 'secrets/web'], keyValue),
  further([219, 'HCVKVJKS', 'Hashicorp Vault Key-Value JKS', 'R/O ARCD'], [azure, vault, 'secrets/java'], keyValue),
  further([220, 'HCVKVP12', 'Hashicorp Vault Key-Value PKCS12', 'R/O ARCD'], [azure, vault, 'secrets/p12'], keyValue),
  further([221, 'HCVKVPEM', 'Hashicorp Vault Key-Value PEM', 'R/O ARCD'], [azure, vault, 'secrets/pem'], keyValue),
  further([222, 'HCVKVPFX', 'Hashicorp Vault Key-Value PFX', 'R/O ARCD'], [azure, vault, 'secrets/pfx'], keyValue),
  further([223, 'HCVPKI', 'Hashicorp Vault PKI', 'F/F '], [azure, vault, '/'], {
    pathType: 'Fixed',
    pathValue: '/',
    ...vaultProperties(['MountPoint', 'String', null, 'required']),
  }),
  further([224, 'Imperva', 'Imperva', 'R/R AR'], [net, 'imperva01.keyexample.com', '200300'], { storePassword: true }),
  further([225, 'K8SCert', 'K8SCert', 'F/F D'], [k8s, cluster, 'n/a'], openPath),
  further([226, 'K8SCluster', 'K8SCluster', 'R/O ARC'], [k8s, cluster, 'production'], {
    ...openPath,
    properties: chains,
  }),
  further([227, 'K8SNS', 'K8SNS', 'R/O ARCD'], [k8s, cluster, 'edge'], { ...openPath, properties: chains }),
  further([228, 'K8SPKCS12', 'K8SPKCS12', 'R/O ARCD'], [k8s, cluster, 'edge/shop-p12'], openPath),
  further([229, 'K8SSecret', 'K8SSecret', 'F/O ARCD'], [k8s, cluster, 'edge/shop-opaque'], openPath),
  further([230, 'Nmap', 'Nmap Orchestrator', 'O/F R'], [net, 'scanner01.keyexample.com', '192.0.2.0/24']),
  further([231, 'PaloAlto', 'PaloAlto', 'R/O AR'], [net, 'paloalto01.keyexample.com', '/config/shared']),
  further([232, 'RFDER', 'RFDER', 'F/O ARCD'], [linux, 'radius01.keyexample.com', '/etc/radius/server.der'], file),
  further([233, 'RFKDB', 'RFKDB', 'R/O ARCD'], [linux, 'mq01.keyexample.com', '/var/mqm/ssl/key.kdb'], file),
  further(
    [234, 'RFORA', 'RFORA', 'R/O ARCD'],
    [linux, 'oracle01.keyexample.com', '/opt/oracle/wallet/ewallet.p12'],
    file,
  ),
  further([235, 'RFPkcs12', 'RFPkcs12', 'R/O ARCD'], [linux, 'app01.keyexample.com', '/opt/app/app.p12'], file),
  further([236, 'Signum', 'Signum', 'R/R '], [net, 'signum01.keyexample.com', '/']),
  further([237, 'VMware-NSX', 'VMware-NSX', 'R/O AR'], [net, 'nsx01.keyexample.com', 'admin/application']),
  further([238, 'WinCerMgmt', 'WinCerMgmt', 'F/O AR'], ['orch-win-02', 'files01.keyexample.com', 'My']),
  further([239, 'WinSql', 'WinSql', 'F/O AR'], ['orch-win-02', 'sql01.keyexample.com', 'My'], {
    blueprint: true,
    pathValue: 'My',
    properties: [...winRm, ['RestartService', 'Bool', 'false', 'required']],
  }),
  further([240, 'f5WafCa', 'F5 WAF CA', 'R/F ARD'], [net, 'f5waf.keyexample.com', 'namespace-ca']),
  further([241, 'f5WafTls', 'F5 WAF TLS', 'R/R ARD'], [net, 'f5waf.keyexample.com', 'namespace-tls']),
  further([242, 'iDRAC', 'iDRAC', 'F/R A'], [net, 'idrac01.keyexample.com', '1']),
  // Not published: this company's own, since no published type calls a parameter of its entries secret. Two stores, as many
  // are edited at once.
  further([301, 'KeyexVault', 'Key Example Vault', 'R/O AR'], [net, 'ownvault.keyexample.com', '/entries', '/spare'], {
    entryPassword: true,
  }),
];
