import { listReply, type Call, type Field, type Reply, type Route } from '../http.ts';
import { isoSeconds } from '../jobQueue.ts';
import { settle } from '../orchestrator.ts';
import { permissions } from '../permissions.ts';
import type { JobHistoryRow, JobRow, Schedule } from '../storeRows.ts';
import type { World } from '../world.ts';

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

/** The letter of a schedule in queries; null for a job that runs once at once (vendor documentation, JobHistory). */
function scheduleType(schedule: Schedule): string | null {
  if (schedule.ExactlyOnce !== undefined) return 'O_';
  if (schedule.Interval !== undefined) return 'I_';
  return schedule.Daily === undefined ? null : 'D_';
}

/** A job type is found by its whole name and by its kind, as documented: Management or Inventory. */
function jobTypes(name: string): string[] {
  return [name, name.endsWith('Inventory') ? 'Inventory' : 'Management'];
}

/** Query fields of JobHistory (vendor documentation). */
export const historyFields: Record<string, Field<JobHistoryRow>> = {
  JobId: (row) => row.jobId,
  AgentId: (row) => row.agentId,
  Agent: (row) => row.agentMachine,
  Result: (row) => row.result,
  Status: (row) => row.status,
  JobType: (row) => jobTypes(row.jobType),
  Message: (row) => row.message,
  OperationStart: (row) => isoSeconds(row.start),
  TargetPath: (row) => row.storePath,
  ScheduleType: (row) => scheduleType(row.schedule),
};

const historySort: Record<string, Field<JobHistoryRow>> = {
  ...historyFields,
  JobHistoryId: (row) => row.Id,
  OperationEnd: (row) => (row.end === null ? null : isoSeconds(row.end)),
  JobType: (row) => row.jobType,
};

function history(call: Call): Reply {
  settle(call.world);
  return listReply(call, call.world.jobHistory.all(), {
    fields: historyFields,
    sortFields: historySort,
    defaultSort: 'JobHistoryId',
    render: historyWire,
  });
}

/** Query fields of ScheduledJobs: those of the history that a job has already, and its own members (a guess). */
export function scheduledFields(world: World): Record<string, Field<JobRow>> {
  const store = (job: JobRow) => world.stores.get(job.storeId);
  return {
    Id: (job) => job.Id,
    JobId: (job) => job.Id,
    AgentId: (job) => job.agentId,
    Agent: (job) => world.agents.get(job.agentId)?.machine,
    ClientMachine: (job) => store(job)?.machine,
    Target: (job) => store(job)?.path,
    TargetPath: (job) => store(job)?.path,
    Requested: (job) => isoSeconds(job.requestedAt),
    JobType: (job) => jobTypes(managementOf(world, job)),
    ScheduleType: (job) => scheduleType(job.schedule),
  };
}

function managementOf(world: World, job: JobRow): string {
  const typeId = world.stores.get(job.storeId)?.typeId ?? -1;
  return `${world.storeTypes.get(typeId)?.Capability ?? ''}Management`;
}

/** Work that no orchestrator has picked up yet, and retries that wait; inventories are not listed here. */
export function waitingJobs(world: World): JobRow[] {
  return world.jobs.all().filter((job) => job.state === 'waiting');
}

function scheduled(call: Call): Reply {
  const { world } = call;
  settle(world);
  const fields = scheduledFields(world);
  return listReply(call, waitingJobs(world), {
    fields,
    sortFields: { ...fields, JobType: (job) => managementOf(world, job) },
    defaultSort: 'Requested',
    render: (job) => ({
      Id: job.Id,
      ClientMachine: world.stores.get(job.storeId)?.machine ?? null,
      Target: world.stores.get(job.storeId)?.path ?? null,
      Schedule: job.schedule,
      Requested: isoSeconds(job.requestedAt),
      JobType: managementOf(world, job),
    }),
  });
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
