import type { World } from '../world.ts';
import { ecdsa, ed25519, ed448, everyCurve, p256, p384, p521, postQuantum, rsa } from './curves.ts';
import { metadataIds } from './metadata.ts';
import { microsoftTemplates } from './microsoftTemplates.ts';
import { flawedTemplate } from './flawedTemplate.ts';
import { templateRow, type TemplatePlan } from './templateMaker.ts';

const modernRsa = [rsa(2048, 3072, 4096)];
const nist = ecdsa(p256, p384, p521);
/** What an EJBCA profile with every algorithm offers. */
export const everything = [everyCurve, rsa(1024, 2048, 3072, 4096, 6144, 8192), ed448, ed25519, ...postQuantum];
const web = ['Administrator', 'Ops Enrollers', 'CSR Desk', 'Deployers', 'Web Team'];
const company = ['O', 'Key Example, Inc.'] as const;
const domainRule = [
  'CN',
  '^(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*\\.keyexample\\.com$',
  'Name must end in .keyexample.com',
] as const;

/** EJBCA style: names are "end entity profile (certificate profile)", object ids are invented, every algorithm is on offer. */
const ejbcaTemplates: Omit<TemplatePlan, 'algorithms'>[] = [
  { id: 1, name: ['EMPTY_ENDUSER', 'EMPTY (ENDUSER)'], usage: 224, purposes: ['client', 'mail'] },
  { id: 2, name: ['EMPTY_OCSPSIGNER', 'EMPTY (OCSPSIGNER)'], usage: 128, purposes: ['ocsp'] },
  { id: 3, name: ['EMPTY_SERVER', 'EMPTY (SERVER)'], usage: 160, purposes: ['server'] },
  {
    id: 4,
    name: ['Server_tlsServerAuth-1y', 'Server (tlsServerAuth-1y)'],
    usage: 0,
    purposes: ['server'],
    retention: 'Indefinite',
    types: 7,
    roles: ['Administrator', 'InstanceOwner', 'Ops Enrollers', 'CSR Desk', 'Device Enrollers'],
    regexes: [['CN', '', '']],
    policy: {
      reuse: true,
      wildcards: true,
      owner: 0,
      keys: [everyCurve, rsa(2048, 3072, 4096, 6144, 8192), ed448, ed25519],
    },
  },
  {
    id: 5,
    name: ['Admin_Authentication-2048-3y', 'Admin (Authentication-2048-3y)'],
    usage: 0,
    purposes: ['client'],
    days: 1095,
  },
  {
    id: 6,
    name: ['Device_mqtt-90d', 'Device (mqtt-90d)'],
    friendly: 'IoT device (90 days)',
    usage: 128,
    purposes: ['client'],
    days: 90,
    retention: 'FromIssuance',
    retentionDays: 90,
    types: 3,
    roles: ['Administrator', 'Ops Enrollers', 'Device Enrollers', 'CSR Desk'],
    // With its pattern the fixture for "nothing to find fault with" (README): a new rule must not contradict another.
    regexes: [
      ['CN', '^dev-[0-9a-f]{12}$', 'A device is called dev- and twelve hexadecimal digits'],
      ['O', '^(Key Example, Inc\\.)?$', 'The company, or nothing'],
    ],
    defaults: [company],
    metadata: [{ MetadataId: metadataIds.environment, Enrollment: 0, DefaultValue: 'Production' }],
    policy: { keys: [ecdsa(p256), ed25519], wildcards: false },
  },
];

/** The company's own Microsoft templates: every kind of retention, policy, regex, field and override. */
const ownTemplates: TemplatePlan[] = [
  {
    id: 17,
    name: ['WebServer2Y', 'Web Server 2 Year'],
    friendly: 'Web server (2 years)',
    algorithms: [rsa(2048, 3072, 4096), nist],
    purposes: ['server'],
    days: 730,
    retention: 'AfterExpiration',
    retentionDays: 30,
    oneClick: true,
    types: 3,
    roles: web,
    regexes: [domainRule],
    defaults: [company],
    metadata: [{ MetadataId: metadataIds.environment, Enrollment: 0, DefaultValue: 'Production' }],
    policy: { keys: [rsa(2048, 3072, 4096), ecdsa(p256, p384)], rfc: true },
  },
  {
    id: 18,
    name: ['WebServerNoKey', 'Web Server, key not kept'],
    friendly: 'Web server (key not kept)',
    algorithms: [rsa(2048, 3072, 4096), nist],
    purposes: ['server'],
    retention: 'None',
    types: 3,
    roles: web,
    regexes: [domainRule],
    defaults: [company],
  },
  {
    id: 19,
    name: ['WebServerInternal', 'Web Server Internal'],
    friendly: 'Internal web server',
    algorithms: modernRsa,
    purposes: ['server', 'client'],
    days: 397,
    retention: 'FromIssuance',
    retentionDays: 14,
    types: 7,
    roles: web,
    regexes: [
      ['CN', '^[a-z0-9-]+(?<!-)\\.corp\\.keyexample\\.com$', 'No hyphen before the dot'],
      ['OU', '', ''],
    ],
    defaults: [company, ['OU', 'Intranet'], ['L', 'Cleveland'], ['ST', 'Ohio']],
    fields: [
      { Name: 'CostCentre', DataType: 2, Options: ['1200', '1300', '1400'] },
      { Name: 'Remark', DataType: 1, Options: [] },
    ],
    metadata: [
      {
        MetadataId: metadataIds.contact,
        Enrollment: 1,
        DefaultValue: 'ops@keyexample.com',
        Message: 'Use a keyexample.com address.',
      },
      {
        MetadataId: metadataIds.ticket,
        Enrollment: 1,
        Validation: '^CHG\\d{7}$',
        Message: 'Changes only.',
        CaseSensitive: true,
      },
      { MetadataId: metadataIds.application, Enrollment: 2, DefaultValue: 'Intranet' },
    ],
    policy: { wildcards: false, rfc: true, reuse: false },
  },
  {
    id: 20,
    name: ['WebServerApproved', 'Web Server with approval'],
    friendly: 'Web server (approval)',
    algorithms: modernRsa,
    purposes: ['server'],
    retention: 'AfterExpiration',
    retentionDays: 0,
    approval: true,
    types: 3,
    roles: web,
    regexes: [domainRule],
  },
  {
    id: 21,
    name: ['WebServerEcc', 'Web Server ECC'],
    friendly: 'Web server (ECC)',
    algorithms: [nist],
    usage: 128,
    purposes: ['server'],
    retention: 'Indefinite',
    types: 3,
    roles: web,
    regexes: [domainRule],
    policy: { keys: [ecdsa(p256, p384)] },
  },
  {
    id: 22,
    name: ['CodeSigningApproved', 'Code Signing (approved, no key)'],
    algorithms: [rsa(3072, 4096)],
    usage: 128,
    purposes: ['code'],
    retention: 'None',
    approval: true,
    types: 2,
    roles: ['Administrator', 'Ops Enrollers'],
  },
  {
    id: 23,
    name: ['MailServer', 'Mail Server'],
    algorithms: modernRsa,
    purposes: ['server', 'client'],
    retention: 'FromIssuance',
    retentionDays: 365,
    types: 1,
    roles: ['Administrator', 'Ops Enrollers', 'Mail Team'],
    regexes: [
      ['CN', '^(?>mx|smtp|imap)\\d{1,2}\\.keyexample\\.com$', 'mx, smtp or imap and a number'],
      ['OU', '^[\\w-[\\d_]]+$', 'Letters only'],
    ],
    cleanUp: [true, 6, 2, false],
  },
  {
    id: 24,
    name: ['DatabaseServer', 'Database Server'],
    friendly: 'Database server',
    algorithms: modernRsa,
    purposes: ['server', 'client'],
    retention: 'AfterExpiration',
    retentionDays: 90,
    types: 3,
    roles: ['Administrator', 'Ops Enrollers', 'Database Team'],
    regexes: [['CN', '\\A(?<site>[a-z]{3})-db\\d{2}\\.keyexample\\.com\\Z', 'Site, -db and two digits']],
    caseSensitive: true,
    cleanUp: [true, 30, 0, true],
  },
  {
    id: 25,
    name: ['LoadBalancer', 'Load Balancer'],
    algorithms: modernRsa,
    purposes: ['server'],
    retention: 'Indefinite',
    types: 2,
    roles: ['Administrator', 'Ops Enrollers', 'Network Team', 'CSR Desk'],
    policy: { wildcards: true, reuse: true },
  },
  {
    id: 26,
    name: ['AdEnrolled', 'Enrolled by AD permission'],
    friendly: 'Anyone in the directory',
    algorithms: modernRsa,
    purposes: ['client'],
    types: 3,
    retention: 'Indefinite',
  },
];

/** About forty templates: six of EJBCA, ten of the company's own, the rest shipped with or copied from Microsoft. */
export function seedTemplates(world: World): void {
  const ejbca = ejbcaTemplates.map((plan) => ({
    tenant: 'ejbca',
    algorithms: everything,
    alternative: postQuantum,
    ...plan,
  }));
  for (const plan of [...ejbca, ...ownTemplates, ...microsoftTemplates, flawedTemplate]) {
    world.templates.put(templateRow(world, plan));
  }
}
