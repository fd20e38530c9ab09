import type * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { asAgentId, type AgentId } from '../domain/ids.ts';
import { mayNotRead } from './errors.ts';
import { fetchAll } from './lists.ts';
import { int, loose, maybe, text } from './wire.ts';

/** An orchestrator that carries out jobs on stores. */
export interface Agent {
  agentId: AgentId;
  machine: string;
  approved: boolean;
  /** ISO text, UTC; null when it never came. */
  lastSeen: string | null;
}

/** One row of GET Agents. Status 2 is approved (recorded on 25.4). */
export const wireAgent = loose({
  AgentId: text,
  ClientMachine: maybe(text),
  Status: maybe(int),
  LastSeen: maybe(text),
});

/** An orchestrator from the wire. */
export function readAgent(row: z.infer<typeof wireAgent>): Agent {
  return {
    agentId: asAgentId(row.AgentId),
    machine: row.ClientMachine ?? '',
    approved: row.Status === 2,
    lastSeen: row.LastSeen ?? null,
  };
}

/** All orchestrators, or null where the caller may not read them: deploying works without that right. */
export function agentsQuery() {
  return queryOptions({
    queryKey: ['agents'],
    queryFn: async ({ signal }): Promise<readonly Agent[] | null> => {
      try {
        return (await fetchAll('/Agents', {}, wireAgent, { prefix: 'pq', signal, keepSession: true })).map(readAgent);
      } catch (error) {
        if (mayNotRead(error)) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}
