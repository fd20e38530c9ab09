import type * as z from 'zod/mini';
import { queryOptions } from '@tanstack/react-query';
import { asAgentId, type AgentId } from '../domain/ids.ts';
import { mayNotRead } from './errors.ts';
import { fetchAll } from './lists.ts';
import { followAnswer, takes } from './rights.ts';
import { missingRight, rowsOrNull, type RowsRead } from './unread.ts';
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

/** All orchestrators, or the right that the caller lacks to read them: deploying works without. */
export function agentsQuery() {
  return queryOptions({
    queryKey: ['agents'],
    queryFn: async ({ signal, client }): Promise<RowsRead<Agent>> => {
      try {
        const agents = (await fetchAll('/Agents', {}, wireAgent, { prefix: 'pq', signal, keepSession: true })).map(
          readAgent,
        );
        followAnswer(client, takes('readJobs'), { error: null });
        return agents;
      } catch (error) {
        followAnswer(client, takes('readJobs'), { error });
        return missingRight(error, mayNotRead);
      }
    },
    select: rowsOrNull,
    staleTime: 60_000,
  });
}
