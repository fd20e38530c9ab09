import * as z from 'zod/mini';
import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { notPermitted } from './errors.ts';
import { fetchPage, pageAfter } from './lists.ts';
import { forgetPendingCsrs, pendingCsrsKey } from './pendingCsrs.ts';
import { takes } from './rights.ts';
import { serverQuery } from './server.ts';
import { int, loose, maybe, parseInstant, read, text } from './wire.ts';

/** A request that Command made and whose key waits in Command for its certificate. */
export interface PendingCsr {
  pendingId: number;
  /** PEM as it came; empty where the list leaves it out. */
  csr: string;
  /** ISO text in UTC; empty where the server does not say. */
  requestedAt: string;
  /** For a person: its parts with commas between, names and key among them where the server says them. */
  subject: string;
  /** Empty where it has none. */
  commonName: string;
}

/** `Subject` is an array of parts (Keyfactor OpenAPI of 10.x and 25.x, CSRGenerationPendingCSRResponse). */
const wirePending = loose({
  Id: int,
  CSR: maybe(text),
  RequestTime: maybe(text),
  Subject: maybe(z.union([text, z.array(text)])),
});

const path = '/CSRGeneration/Pending';

function readPending(row: z.infer<typeof wirePending>): PendingCsr {
  const parts = [row.Subject ?? ''].flat();
  return {
    pendingId: row.Id,
    csr: row.CSR ?? '',
    requestedAt: parseInstant(row.RequestTime)?.toISOString() ?? '',
    subject: parts.join(', '),
    commonName: /(?:^|[,\n]) *CN=([^,\n]+)/i.exec(parts.join('\n'))?.[1]?.trim() ?? '',
  };
}

async function page(number: number, signal: AbortSignal) {
  const found = await fetchPage(path, number, { pageSize: 50 }, wirePending, { prefix: 'sq', signal });
  return { ...found, rows: found.rows.map(readPending) };
}

/** The requests that Command made and nobody enrolled or deleted yet, 50 a page, in the server's order. */
export function pendingCsrsQuery() {
  return infiniteQueryOptions({
    queryKey: [pendingCsrsKey, 'list'],
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    getNextPageParam: pageAfter,
    retry: false,
  });
}

/** Pages that are read to recognise a request: the list is short where people enroll or delete what they made. */
const mostPages = 20;

/** The list of endpoints names what the caller may call, itself too: where it is readable, what is missing is refused. */
function isLeftOut(endpoints: readonly string[] | null): boolean {
  const lists = (part: string) => endpoints?.some((each) => each.toLowerCase().includes(part)) ?? false;
  return lists('status/endpoints') && !lists('csrgeneration/pending');
}

/**
 * Whether Command made a request: true when `isAmong` finds it in a page of its pending requests, false when in none, null when that
 * cannot be told (the caller may not read them, this server has none, or there are over a thousand).
 * @param name tells one question from another, as functions cannot be compared
 */
export function madeByCommandQuery(name: string, isAmong: (csrs: readonly string[]) => Promise<boolean>) {
  return queryOptions({
    queryKey: [pendingCsrsKey, 'made', name],
    queryFn: async ({ client, signal }): Promise<boolean | null> => {
      const { endpoints } = await client.ensureQueryData(serverQuery());
      if (isLeftOut(endpoints)) return null;
      try {
        const pages: Awaited<ReturnType<typeof page>>[] = [];
        for (let number: number | undefined = 1; number !== undefined && number <= mostPages;) {
          const found = await page(number, signal);
          if (await isAmong(found.rows.map((row) => row.csr))) return true;
          pages.push(found);
          number = pageAfter(found, pages);
          if (number === undefined) return false;
        }
        return null;
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** GET CSRGeneration/Pending/{id}: the PEM text of one of them. */
export async function fetchPendingCsr(pendingId: number): Promise<string> {
  const answer = await call(`${path}/${pendingId}`);
  return read(loose({ CSRText: text }), answer.body, 'the request').CSRText;
}

/** An RSA key of 8192 bits took 282 s to make (recorded on 25.4, PFX enrollment). */
const makeTimeoutMs = 600_000;

/**
 * POST CSRGeneration/Generate: Command makes a key pair, keeps the key and answers the request as PEM. Sent once and
 * never again: each call makes a key. The list is read again whatever came back, as the answer can be lost.
 */
export function generateCsr() {
  return mutationOptions({
    mutationKey: ['generate csr'],
    meta: takes('csrGeneration'),
    mutationFn: async (body: Record<string, unknown>): Promise<string> => {
      const answer = await call('/CSRGeneration/Generate', { method: 'POST', body, timeoutMs: makeTimeoutMs });
      return read(loose({ CSR: text }), answer.body, 'the request', { afterWrite: true }).CSR;
    },
    retry: false,
    onSettled: (_answer, _error, _sent, _result, { client }) => forgetPendingCsrs(client),
  });
}

/** DELETE CSRGeneration/Pending/{id}: the request goes, and its private key with it for good (vendor documentation). */
export function deletePendingCsr() {
  return mutationOptions({
    meta: takes('pendingCsrs'),
    mutationFn: async (pendingId: number) => {
      await call(`${path}/${pendingId}`, { method: 'DELETE' });
    },
    retry: false,
    onSettled: (_answer, _error, _sent, _result, { client }) => forgetPendingCsrs(client),
  });
}
