import Box from '@mui/material/Box';
import { type QueryState, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import { explain } from '../../api/errors.ts';
import { aliasOf, type InventoryEntry, inventoryQuery } from '../../api/inventory.ts';
import { type StoreJobs, storeJobsQuery } from '../../api/jobs.ts';
import { type DeployStep, deploySteps, isFinal, type StepState } from '../../domain/deploy.ts';
import { asStoreId, type CertificateId } from '../../domain/ids.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { Time } from '../../ui/Time.tsx';
import type { Asked } from './askedStores.ts';
import type { PlannedStore } from './deployForm.ts';

const marks: Record<StepState, 'waiting' | 'ok' | 'warning' | 'error' | 'unknown'> = {
  waiting: 'waiting',
  done: 'ok',
  warning: 'warning',
  failed: 'error',
  retrying: 'warning',
  unknown: 'unknown',
};

/** Two seconds at first, half as long again each time, at most half a minute; a hidden tab does not ask at all. */
const pollMs = (answers: number) => Math.min(30_000, 2_000 * 1.5 ** Math.min(answers, 10));

interface StoreTimelineProps extends Asked {
  certificateId: CertificateId;
  /** Opens the plan of a refused store again. */
  onEdit?: () => void;
}

/** The jobs of one deployment: those of its store since it was asked for. */
export const jobsQueryOf = (store: PlannedStore, askedAt: string) =>
  storeJobsQuery({ machine: store.machine, path: store.path, since: `${askedAt.slice(0, 19)}Z` });

/** One store's way from the request to the inventory. No step is green before its evidence is there. */
export function StoreTimeline({ certificateId, store, askedAt, accepted, onEdit }: StoreTimelineProps): ReactElement {
  const client = useQueryClient();
  const stepsOf = (
    jobs: StoreJobs | undefined,
    inventory: readonly InventoryEntry[] | null | undefined,
  ): DeployStep[] =>
    deploySteps({
      askedAt: askedAt ?? '',
      accepted,
      // Deployments from here start at once.
      scheduled: false,
      rows: jobs?.rows ?? [],
      rowsReadable: jobs === undefined || jobs.rows !== null,
      inventoryAlias: inventory ? aliasOf(inventory, certificateId) : null,
      inventoryReadable: inventory !== null,
      hasInventorySchedule: store.inventoryScheduled,
    });
  const finishOf = (jobs: StoreJobs | undefined) =>
    stepsOf(jobs, undefined).find((step) => step.step === 'finished')?.state;
  // Without an answer a job may be there all the same.
  const follows = askedAt !== null && accepted !== false;
  const jobs = jobsQueryOf(store, askedAt ?? '');
  const jobsQuery = useQuery({
    ...jobs,
    enabled: follows,
    refetchInterval: (query): number | false => {
      const finish = finishOf(query.state.data);
      return finish === 'waiting' || finish === 'retrying' ? pollMs(query.state.dataUpdateCount) : false;
    },
  });
  const finish = finishOf(jobsQuery.data);
  const inventory = inventoryQuery(asStoreId(store.storeId));
  const inventoryState = useQuery({
    ...inventory,
    // Without the right to read jobs the inventory is the only evidence there is.
    enabled: follows && (finish === 'done' || finish === 'warning' || finish === 'unknown'),
    refetchInterval: (query): number | false =>
      query.state.data === null ||
      (query.state.data && aliasOf(query.state.data, certificateId) !== null) ||
      !store.inventoryScheduled
        ? false
        : pollMs(query.state.dataUpdateCount),
  });
  const agents = useQuery(agentsQuery());
  const steps = stepsOf(jobsQuery.data, inventoryState.data);
  const done = isFinal(steps);
  const lastSeen = agents.data?.find((agent) => agent.agentId === store.agentId)?.lastSeen;
  const watched = inventoryState.isEnabled ? inventory.queryKey : jobs.queryKey;
  const failure = jobsQuery.error ?? inventoryState.error;

  return (
    <Box
      component="section"
      aria-label={store.displayName}
      sx={{ my: 1, px: 2, py: 1, border: '1px solid', borderColor: 'divider', borderRadius: 1 }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Box component="h3" sx={{ m: 0, fontSize: '1rem', overflowWrap: 'anywhere' }}>
          {store.displayName}
        </Box>
        {store.alias.trim() !== '' && (
          <Box sx={{ color: 'text.secondary', minWidth: 0, overflowWrap: 'anywhere' }}>
            {store.rules.alias === 'forbidden' ? 'replaces' : 'alias'} {store.alias.trim()}
          </Box>
        )}
      </Box>
      <Box component="ol" aria-live="polite" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {steps.map((step) => (
          <Box component="li" key={step.step} sx={{ display: 'flex', gap: 1, py: 0.25 }}>
            <Box sx={{ width: { xs: 136, sm: 160 }, flex: 'none' }}>
              <StatusMark kind={marks[step.state]} text={stepWord(step)} />
            </Box>
            <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere', minWidth: 0 }}>
              {step.detail}
              {step.at !== undefined && (
                <>
                  {' '}
                  <Time value={step.at} />
                </>
              )}
            </Box>
          </Box>
        ))}
      </Box>
      {failure && (
        <ErrorNotice
          error={explain(failure)}
          onRetry={() => void Promise.all([jobsQuery.refetch(), inventoryState.refetch()])}
        />
      )}
      {onEdit && (
        <ActionButton label={`Edit the plan of ${store.displayName}`} onClick={onEdit}>
          Edit the plan
        </ActionButton>
      )}
      {follows && !done && (
        <Box
          sx={{
            display: 'flex',
            columnGap: 1.5,
            alignItems: 'center',
            flexWrap: 'wrap',
            color: 'text.secondary',
          }}
        >
          <Box sx={{ ml: -1.5 }}>
            <ActionButton
              kind="quiet"
              busy={jobsQuery.isFetching || inventoryState.isFetching}
              label={`Check ${store.displayName} now`}
              onClick={() => {
                void jobsQuery.refetch();
                if (inventoryState.isEnabled) void inventoryState.refetch();
              }}
            >
              Check now
            </ActionButton>
          </Box>
          <NextCheck state={client.getQueryState(watched)} />
          {lastSeen && (
            <span>
              Orchestrator last seen <Time value={lastSeen} />
            </span>
          )}
        </Box>
      )}
    </Box>
  );
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** When the server is asked again by itself. */
function NextCheck({ state }: { state: QueryState | undefined }): ReactElement | null {
  if (state === undefined || state.fetchStatus !== 'idle') return null;
  const last = Math.max(state.dataUpdatedAt, state.errorUpdatedAt);
  if (last === 0) return null;
  return <span>Next check at {clock.format(last + pollMs(state.dataUpdateCount))}</span>;
}

/** A step by its name while it is open, and in the past tense only once its evidence is there. */
const words: Record<DeployStep['step'], readonly [open: string, reached: string]> = {
  asked: ['Request', 'Asked'],
  'job created': ['Job', 'Job created'],
  'picked up': ['Pick-up', 'Picked up'],
  finished: ['Result', 'Finished'],
  'seen in inventory': ['Inventory', 'Seen in inventory'],
};

const failedWords: Partial<Record<DeployStep['step'], string>> = { asked: 'Not taken', 'job created': 'No job' };

function stepWord({ step, state }: DeployStep): string {
  if (state === 'retrying') return 'Will retry';
  if (state === 'failed') return failedWords[step] ?? 'Failed';
  if (state === 'warning') return `${words[step][1]} with warning`;
  return words[step][state === 'done' ? 1 : 0];
}
