import { listReply, type Call, type Field, type Reply, type Route } from '../http.ts';
import { isoSeconds } from '../jobQueue.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';
import type { JobHistoryRow, JobRow } from '../storeRows.ts';

function historyWire(row: JobHistoryRow): object {
  return {
    JobHistoryId: row.Id,
    AgentMachine: row.agentMachine,
    JobId: row.jobId,
    Schedule: row.schedule,
    JobType: row.jobType,
    OperationStart: isoSeconds(row.start),
    OperationEnd: row.end === null ? null : isoSeconds(row.end),
    Message: row.message,
    Result: row.result,
    Status: row.status,
    StorePath: row.storePath,
    ClientMachine: row.clientMachine,
  };
}

const historyFields: Record<string, Field<JobHistoryRow>> = {
  JobHistoryId: (row) => row.Id,
  JobId: (row) => row.jobId,
  AgentId: (row) => row.agentId,
  Agent: (row) => row.agentMachine,
  Result: (row) => row.result,
  Status: (row) => row.status,
  JobType: (row) => row.jobType,
  Message: (row) => row.message,
  OperationStart: (row) => isoSeconds(row.start),
  OperationEnd: (row) => (row.end === null ? null : isoSeconds(row.end)),
  TargetPath: (row) => row.storePath,
  ScheduleType: (row) => (row.schedule.ExactlyOnce === undefined ? null : 'O_'),
};

function history(call: Call): Reply {
  settle(call.world);
  return listReply(call, call.world.jobHistory.all(), {
    fields: historyFields,
    defaultSort: 'JobHistoryId',
    render: historyWire,
  });
}

/** Work that no orchestrator has picked up yet, and retries that wait. */
function scheduled(call: Call): Reply {
  const { world } = call;
  settle(world);
  const store = (job: JobRow) => world.stores.get(job.storeId);
  const type = (job: JobRow) => world.storeTypes.get(store(job)?.typeId ?? -1);
  const fields: Record<string, Field<JobRow>> = {
    Id: (job) => job.Id,
    ClientMachine: (job) => store(job)?.machine,
    Target: (job) => store(job)?.path,
    Requested: (job) => isoSeconds(job.requestedAt),
    JobType: (job) => `${type(job)?.Capability ?? ''}Management`,
  };
  return listReply(
    call,
    world.jobs.all().filter((job) => job.state === 'waiting'),
    {
      fields,
      defaultSort: 'Requested',
      render: (job) => ({
        Id: job.Id,
        ClientMachine: store(job)?.machine ?? null,
        Target: store(job)?.path ?? null,
        Schedule: job.schedule,
        Requested: isoSeconds(job.requestedAt),
        JobType: `${type(job)?.Capability ?? ''}Management`,
      }),
    },
  );
}

export const jobRoutes: Route[] = [
  {
    method: 'GET',
    path: '/OrchestratorJobs/JobHistory',
    prefix: 'pq',
    versions: '1.0',
    permission: permissions.agentsRead,
    handle: history,
  },
  {
    method: 'GET',
    path: '/OrchestratorJobs/ScheduledJobs',
    prefix: 'pq',
    versions: '1.0',
    permission: permissions.agentsRead,
    handle: scheduled,
  },
];
