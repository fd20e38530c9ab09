import type { AgentRow } from '../storeRows.ts';
import { now, type World } from '../world.ts';
import { furtherTypes } from './furtherTypes.ts';
import { generator } from './generator.ts';

const dayMs = 86_400_000;

interface AgentFacts {
  machine: string;
  platform: number;
  version: string;
  status: number;
  /** Days since it was last seen; 0 asks for work all the time. */
  silentDays: number;
  capabilities: readonly string[];
}

const windowsTypes = ['IISU', 'WinCert', 'RFPEM', 'RFJKS', 'HPiLO'];
const networkTypes = ['F5-SL-REST', 'F5-CA-REST', 'F5-WS-REST', 'CitrixAdc', 'HPiLO'];
const cloudTypes = ['AKV', 'AWS-ACM', 'Akamai'];
const kubernetesTypes = ['K8STLSSecr', 'K8SJKS'];

const facts: readonly AgentFacts[] = [
  {
    machine: 'orch-win-01.keyexample.com',
    platform: 1,
    version: '25.4.1.0',
    status: 2,
    silentDays: 0,
    capabilities: windowsTypes,
  },
  {
    machine: 'orch-win-02.keyexample.com',
    platform: 1,
    version: '25.4.1.0',
    status: 2,
    silentDays: 0,
    capabilities: windowsTypes,
  },
  {
    machine: 'orch-linux-01.keyexample.com',
    platform: 1,
    version: '25.4.1.0',
    status: 2,
    silentDays: 0,
    capabilities: ['RFPEM', 'RFJKS'],
  },
  {
    machine: 'orch-k8s-01.keyexample.com',
    platform: 1,
    version: '25.4.1.0',
    status: 2,
    silentDays: 0,
    capabilities: kubernetesTypes,
  },
  {
    machine: 'orch-net-01.keyexample.com',
    platform: 1,
    version: '25.3.0.0',
    status: 2,
    silentDays: 0,
    capabilities: networkTypes,
  },
  {
    machine: 'orch-cloud-01.keyexample.com',
    platform: 1,
    version: '25.4.1.0',
    status: 2,
    silentDays: 0,
    capabilities: cloudTypes,
  },
  {
    machine: 'orch-branch-07.keyexample.com',
    platform: 1,
    version: '12.1.0.0',
    status: 2,
    silentDays: 23,
    capabilities: ['IISU', 'WinCert', 'RFPEM'],
  },
  {
    machine: 'orch-lab-03.keyexample.com',
    platform: 1,
    version: '25.4.1.0',
    status: 1,
    silentDays: 0,
    capabilities: ['RFPEM', 'K8STLSSecr'],
  },
];

function furtherCapabilities(machine: string): string[] {
  return furtherTypes.filter((type) => machine.startsWith(`${type.agent}.`)).map((type) => type.short);
}

/** Puts the eight orchestrators into the world: the seventh has been silent for weeks, the eighth is not approved. */
export function seedAgents(world: World): void {
  const random = generator(8);
  const at = now(world).getTime();
  for (const agent of facts) {
    const row: AgentRow = {
      Id: random.guid(),
      machine: agent.machine,
      username: `KEYEXAMPLE\\svc-${agent.machine.split('.')[0] ?? 'orch'}`,
      platform: agent.platform,
      version: agent.version,
      status: agent.status,
      silentSince: agent.silentDays === 0 ? null : at - agent.silentDays * dayMs,
      capabilities: ['SSL', 'LOGS', ...agent.capabilities, ...furtherCapabilities(agent.machine)],
    };
    world.agents.put(row);
  }
}
