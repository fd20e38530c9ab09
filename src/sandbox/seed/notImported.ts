import { ecdsa, p256, p384, postQuantum, rsa } from './curves.ts';
import type { TemplatePlan } from './templateMaker.ts';
import { everything } from './templates.ts';

const ejbca = { tenant: 'ejbca', algorithms: everything, alternative: postQuantum, usage: 160 } as const;

/** Templates that CAs have and Command does not know yet; their ids are given when they are imported. */
export const notImported: readonly Omit<TemplatePlan, 'id'>[] = [
  {
    name: ['WebServer47Days', 'Web Server 47 Days'],
    tenant: 'keyexample.com',
    algorithms: [rsa(2048, 3072, 4096), ecdsa(p256, p384)],
    purposes: ['server'],
    days: 47,
  },
  {
    name: ['ScannerClient', 'Scanner client'],
    tenant: 'keyexample.com',
    algorithms: [rsa(2048)],
    purposes: ['client'],
    usage: 128,
  },
  { ...ejbca, name: ['Server_tlsServerAuth-47d', 'Server (tlsServerAuth-47d)'], purposes: ['server'], days: 47 },
  { ...ejbca, name: ['Device_coap-30d', 'Device (coap-30d)'], purposes: ['client'], days: 30 },
  {
    name: ['Public_DV-90d', 'Public (DV-90d)'],
    tenant: 'gateway',
    algorithms: [rsa(2048, 4096)],
    purposes: ['server'],
    days: 90,
  },
];
