import { listReply, notFound, type Call, type Field, type Route } from '../http.ts';
import { permissions } from '../permissions.ts';
import type { AgentRow } from '../storeRows.ts';

/** An orchestrator that is not silent asked for work a few seconds ago. */
function lastSeen(call: Call, agent: AgentRow): string {
  const seconds = Number.parseInt(agent.Id.slice(0, 2), 16) % 20;
  return new Date(agent.silentSince ?? call.now.getTime() - seconds * 1000).toISOString();
}

function agentWire(call: Call, agent: AgentRow): object {
  const shared = {
    AgentId: agent.Id,
    ClientMachine: agent.machine,
    Username: agent.username,
    AgentPlatform: agent.platform,
    Version: agent.version,
    Status: agent.status,
    LastSeen: lastSeen(call, agent),
    Capabilities: agent.capabilities,
    Blueprint: null,
    Thumbprint: '',
    LegacyThumbprint: '',
    AuthCertificateReenrollment: 'None',
    LastThumbprintUsed: '',
    LastErrorCode: null,
    LastErrorMessage: null,
  };
  return call.world.profile.major < 25 ? shared : { ...shared, JobTypes: jobTypes(call, agent) };
}

/** CertStoreTypeShortName is always empty on the wire (recorded on 25.4). */
function jobTypes(call: Call, agent: AgentRow): object[] {
  return call.world.storeTypes
    .all()
    .filter((type) => agent.capabilities.includes(type.Capability))
    .flatMap((type) => [
      { Name: `${type.Capability} Inventory`, CertStoreJobType: 'Inventory', JobTypeId: type.InventoryJobType },
      ...(type.ManagementJobType === null
        ? []
        : [
            {
              Name: `${type.Capability} Management`,
              CertStoreJobType: 'Management',
              JobTypeId: type.ManagementJobType,
            },
          ]),
    ])
    .map((job) => ({ ...job, CertStoreTypeShortName: '' }));
}

function fieldsOf(call: Call): Record<string, Field<AgentRow>> {
  return {
    AgentId: (agent) => agent.Id,
    ClientMachine: (agent) => agent.machine,
    Identity: (agent) => agent.username,
    LastSeen: (agent) => lastSeen(call, agent),
    Platform: (agent) => agent.platform,
    Status: (agent) => agent.status,
    Version: (agent) => agent.version,
    Capabilities: (agent) => agent.capabilities.join(','),
  };
}

export const agentRoutes: Route[] = [
  {
    method: 'GET',
    path: '/Agents',
    prefix: 'pq',
    versions: '1.0',
    permission: permissions.agentsRead,
    handle: (call) =>
      listReply(call, call.world.agents.all(), {
        fields: fieldsOf(call),
        defaultSort: 'AgentId',
        render: (agent) => agentWire(call, agent),
      }),
  },
  {
    method: 'GET',
    path: '/Agents/:id',
    versions: '1.0',
    permission: permissions.agentsRead,
    handle: (call) => {
      const id = (call.params['id'] ?? '').toLowerCase();
      const agent = call.world.agents.get(id);
      if (agent === undefined) throw notFound('Agent', id);
      return { body: agentWire(call, agent) };
    },
  },
];
