import { ecdsa, p256, p384, rsa } from './curves.ts';
import type { TemplatePlan } from './templateMaker.ts';

/** Id, short name, display name, purposes, key usage. */
const shipped: readonly (readonly [number, string, string, readonly string[], number])[] = [
  [7, 'Administrator', 'Administrator', ['client', 'mail', 'efs'], 160],
  [8, 'User', 'User', ['client', 'mail', 'efs'], 160],
  [9, 'UserSignature', 'User Signature Only', ['client', 'mail'], 128],
  [10, 'SmartcardLogon', 'Smartcard Logon', ['smartcard', 'client'], 160],
  [11, 'EFS', 'Basic EFS', ['efs'], 32],
  [12, 'Machine', 'Computer', ['server', 'client'], 160],
  [13, 'WebServer', 'Web Server', ['server'], 160],
  [14, 'DomainController', 'Domain Controller', ['server', 'client'], 160],
  [15, 'KerberosAuthentication', 'Kerberos Authentication', ['kdc', 'smartcard', 'server', 'client'], 160],
  [16, 'CodeSigning', 'Code Signing', ['code'], 128],
  [27, 'OCSPResponseSigning', 'OCSP Response Signing', ['ocsp'], 128],
  [28, 'IPSECIntermediateOnline', 'IPSec', ['ipsec'], 160],
  [29, 'RASAndIASServer', 'RAS and IAS Server', ['server', 'client'], 160],
  [30, 'Workstation', 'Workstation Authentication', ['client'], 160],
  [31, 'ExchangeUser', 'Exchange User', ['mail'], 32],
];

const copies: TemplatePlan[] = [
  {
    id: 32,
    name: ['KeyArchivedUser', 'User with archived key'],
    friendly: 'User (key in the directory)',
    algorithms: [rsa(2048, 4096)],
    purposes: ['client', 'mail'],
    archival: true,
    retention: 'Indefinite',
    types: 1,
    roles: ['Administrator', 'Help Desk', 'Ops Enrollers'],
    regexes: [
      ['CN', '^[^@]+$', 'A name, not an address'],
      ['E', '^[a-z0-9.]+@keyexample\\.com$', 'An address of the company'],
    ],
  },
  {
    id: 33,
    name: ['SecureMail', 'Secure mail'],
    algorithms: [rsa(2048, 3072)],
    usage: 224,
    purposes: ['mail'],
    retention: 'Indefinite',
    types: 3,
    roles: ['Administrator', 'Ops Enrollers', 'Mail Team'],
    defaults: [['O', 'Key Example, Inc.']],
  },
  {
    id: 34,
    name: ['VpnClient', 'VPN client'],
    friendly: 'VPN (client)',
    algorithms: [rsa(2048), ecdsa(p256, p384)],
    purposes: ['client', 'ipsec'],
    days: 180,
    retention: 'AfterExpiration',
    retentionDays: 7,
    types: 1,
    roles: ['Administrator', 'Ops Enrollers', 'Network Team', 'Power Users'],
  },
  {
    id: 35,
    name: ['TimeStamping', 'Time Stamping 5 years'],
    algorithms: [rsa(4096)],
    usage: 128,
    purposes: ['time'],
    days: 1825,
    types: 2,
    roles: ['Administrator'],
    regexes: [['CN', '^(?i)tsa-\\d{2}\\z', 'tsa- and two digits']],
  },
  {
    id: 36,
    name: ['LegacyRsa1024', 'Legacy appliance'],
    friendly: 'Legacy appliance (RSA 1024)',
    algorithms: [rsa(1024, 2048)],
    purposes: ['server'],
    retention: 'Indefinite',
    types: 3,
    roles: ['Administrator', 'Ops Enrollers'],
  },
];

const unnamed = [
  ['PrinterTls', 'Printer TLS'],
  ['KioskClient', 'Kiosk client'],
  ['LabServer', 'Lab server'],
] as const;

/** Templates that Microsoft ships, copies of them, and freshly imported ones nobody has set up yet. */
export const microsoftTemplates: TemplatePlan[] = [
  ...shipped.map(([id, short, display, purposes, usage]) => ({
    id,
    name: [short, display] as const,
    algorithms: [rsa(2048)],
    purposes,
    usage,
    builtIn: true,
  })),
  ...copies,
  ...unnamed.map((name, i) => ({ id: 37 + i, name, algorithms: [rsa(2048, 4096)], purposes: ['server'] })),
];
