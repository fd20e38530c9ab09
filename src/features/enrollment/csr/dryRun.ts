import { queryOptions, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { liveCertificatesQuery, nameFilter } from '../../../api/certificates.ts';
import { madeByCommandQuery } from '../../../api/csrGeneration.ts';
import { notPermitted } from '../../../api/errors.ts';
import type { Csr } from '../../../domain/csr.ts';
import { commonName } from '../../../domain/dn.ts';
import type { Finding } from '../../../domain/policy.ts';
import { sanKey, type San } from '../../../domain/sans.ts';
import { requestedSans } from '../names/sansForm.ts';
import type { Setup } from '../setup.ts';
import { allSans, type CsrValues } from './csrForm.ts';
import type { HeldRequest } from './useRequest.ts';

/** What the server's live certificates say about a request. */
export interface LiveCheck {
  findings: readonly Finding[];
  /**
   * How much was looked at. `no name`: there is none to search for; `no search`: the server's takes no alternative names;
   * `not readable`: the caller may not search.
   */
  seen: 'all' | 'part' | 'not readable' | 'no name' | 'no search';
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return base64 === '' ? null : Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Live certificates of the common name, without one of an alternative name, that have the key of a request, or its names. Without certificates none is made. */
export function duplicatesQuery(csr: Csr, sans: readonly San[], allowKeyReuse: boolean | null) {
  const name = commonName(csr.subject) ?? '';
  return queryOptions({
    queryKey: ['duplicates of a request', csr.pem, sans.map(sanKey), allowKeyReuse],
    queryFn: async ({ client }): Promise<LiveCheck> => {
      if (nameFilter(name, sans) === null) return { findings: [], seen: 'no name' };
      try {
        // Now: an enrollment a moment ago counts.
        const found = await client.fetchQuery({ ...liveCertificatesQuery(name, sans), staleTime: 0 });
        if (found === null) return { findings: [], seen: 'no search' };
        const { duplicatesOf } = await import('../../../domain/duplicates.ts');
        const candidates = found.rows.map(({ certificateId, content, subject }) => ({
          certificateId,
          der: bytesOf(content),
          subject,
        }));
        const findings = duplicatesOf({ spki: csr.spki, subject: csr.subject, sans }, candidates, allowKeyReuse);
        return { findings, seen: found.complete ? 'all' : 'part' };
      } catch (error) {
        if (notPermitted(error)) return { findings: [], seen: 'not readable' };
        throw error;
      }
    },
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** Whether Command made a request: then its key lies there, and enrolling it has to be asked for with forceEnroll. */
function commandQuery(csr: Csr) {
  return madeByCommandQuery(csr.pem, async (csrs) => (await import('./csrReading.ts')).isAmong(csr.spki, csrs));
}

/** How many findings of one kind are worth reading one by one. */
const shownAtOnce = 5;

/** Findings about many live certificates as a few lines. */
export function shortened(findings: readonly Finding[]): Finding[] {
  const rest = findings.length - shownAtOnce;
  if (rest <= 1) return [...findings];
  const last = findings[shownAtOnce];
  const more = { grade: last?.grade ?? 'worth a look', where: last?.where ?? 'subject' } as const;
  return [...findings.slice(0, shownAtOnce), { ...more, text: `The same is true of ${rest} more live certificates.` }];
}

/** What the server knows about a request already, asked for while the wizard goes on. */
export interface DryRun {
  live: UseQueryResult<LiveCheck>;
  command: UseQueryResult<boolean | null>;
  /** Command holds the key of the request. Null: not known. */
  madeByCommand: boolean | null;
  /** True until both have answered or failed for the first time. */
  asking: boolean;
  findings: readonly Finding[];
}

interface Asked {
  csr: Csr | null;
  /** The names that may come out. */
  sans: readonly San[];
  allowKeyReuse: boolean | null;
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
    fromCommand: fromCommand === values.csr,
  };
}

/** Asks the server what it knows about a request; nothing while there is none. */
export function useDryRun({ csr, sans, allowKeyReuse, fromCommand }: Asked): DryRun {
  const live = useQuery(
    csr ? duplicatesQuery(csr, sans, allowKeyReuse) : { queryKey: ['duplicates of a request'], queryFn: skipToken },
  );
  const command = useQuery(
    csr ? commandQuery(csr) : { queryKey: ['csrs made by command', 'made'], queryFn: skipToken },
  );
  const madeByCommand = csr === null ? null : fromCommand || (command.data ?? null);
  const made: Finding[] =
    madeByCommand === true
      ? [{ grade: 'worth a look', where: 'key', text: 'Command made this request: its key lies in Command.' }]
      : [];
  const asking = csr !== null && (live.isLoading || command.isLoading);
  return { live, command, madeByCommand, asking, findings: [...shortened(live.data?.findings ?? []), ...made] };
}
