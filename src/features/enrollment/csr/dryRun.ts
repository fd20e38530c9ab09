import { skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { madeByCommandQuery } from '../../../api/csrGeneration.ts';
import type { Csr } from '../../../domain/csr.ts';
import type { Finding } from '../../../domain/policy.ts';
import type { San } from '../../../domain/sans.ts';
import { liveCheckQuery, shortened, type LiveCheck } from '../liveCheck.ts';
import { requestedSans } from '../names/sansForm.ts';
import type { Setup } from '../setup.ts';
import { useScope } from '../useScope.ts';
import { allSans, renewedId, type CsrValues } from './csrForm.ts';
import { type SameKey, sameKeyQuery, without } from './sameKey.ts';
import type { HeldRequest } from './useRequest.ts';

/** Whether Command made a request: then its key lies there, and enrolling it has to be asked for with forceEnroll. */
function commandQuery(csr: Csr) {
  return madeByCommandQuery(csr.pem, async (csrs) => (await import('./csrReading.ts')).isAmong(csr.spki, csrs));
}

/** What the server knows about a request already, asked for while the wizard goes on. */
export interface DryRun {
  live: UseQueryResult<LiveCheck>;
  sameKey: UseQueryResult<SameKey>;
  command: UseQueryResult<boolean | null>;
  /** Command holds the key of the request. Null: not known. */
  madeByCommand: boolean | null;
  /** True until all but `sameKey` have answered or failed for the first time. No document promises that search: nothing waits for it. */
  asking: boolean;
  findings: readonly Finding[];
}

interface Asked {
  csr: Csr | null;
  /** The names that may come out. */
  sans: readonly San[];
  allowKeyReuse: boolean | null;
  /** The certificate that it renews. */
  renews: number | null;
  /** It was taken from the list of those that Command made. */
  fromCommand: boolean;
}

/** What of the wizard the server is asked about. */
export function askedOf(
  { reading, fromCommand }: Pick<HeldRequest, 'reading' | 'fromCommand'>,
  values: CsrValues,
  setup: Setup | null,
): Asked {
  const csr = reading?.ok ? reading.csr : null;
  return {
    csr,
    sans: csr ? allSans(csr, requestedSans(values.sans)) : [],
    allowKeyReuse: setup?.allowKeyReuse ?? null,
    renews: renewedId(values),
    fromCommand: fromCommand === values.csr,
  };
}

/** Asks the server what it knows about a request; nothing while there is none. */
export function useDryRun({ csr, sans, allowKeyReuse, renews, fromCommand }: Asked): DryRun {
  const scope = useScope();
  const follows = renews === null ? [] : [renews];
  const live = useQuery(
    csr
      ? liveCheckQuery({ subject: csr.subject, spki: csr.spki, sans, allowKeyReuse, follows }, scope)
      : { queryKey: ['duplicates of a request'], queryFn: skipToken },
  );
  const sameKey = useQuery(
    csr
      ? sameKeyQuery(csr.spki, allowKeyReuse, scope)
      : { queryKey: ['live certificates of a key'], queryFn: skipToken },
  );
  const command = useQuery(
    csr ? commandQuery(csr) : { queryKey: ['csrs made by command', 'made'], queryFn: skipToken },
  );
  return dryRunOf({ csr, fromCommand }, { live, sameKey, command });
}

/** True until a question has been answered or has failed for the first time: reading it again blocks nothing. */
const isOpen = ({ isLoading, isFetched }: UseQueryResult): boolean => isLoading && !isFetched;

/** What the answers of the server say about a request. */
export function dryRunOf(
  { csr, fromCommand }: Pick<Asked, 'csr' | 'fromCommand'>,
  { live, sameKey, command }: Pick<DryRun, 'live' | 'sameKey' | 'command'>,
): DryRun {
  const madeByCommand = csr === null ? null : fromCommand || (command.data ?? null);
  const made: Finding[] =
    madeByCommand === true
      ? [{ grade: 'worth a look', where: 'key', text: 'Command made this request: its key lies in Command.' }]
      : [];
  const asking = csr !== null && (isOpen(live) || isOpen(command));
  const named = live.data?.findings ?? [];
  const keyed = without(sameKey.data?.findings ?? [], named);
  const findings = [...shortened(named), ...shortened(keyed), ...made];
  return { live, sameKey, command, madeByCommand, asking, findings };
}
