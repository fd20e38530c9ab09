import { useQuery } from '@tanstack/react-query';
import { serverAddress } from '../../api/client.ts';
import { meQuery } from '../../api/server.ts';
import { commonName } from '../../domain/dn.ts';
import { isSan, sanKey, type San } from '../../domain/sans.ts';
import { keptRequests, useKept, type KeptRequest } from '../../kept.ts';
import { requestedSans, sanChips } from './names/sansForm.ts';
import { requestedSubject, subjectOfPrefill } from './names/subjectForm.ts';
import type { Prefill } from './prefill.ts';
import type { EnrollChoice } from './setup.ts';

/** What a link asks for, as far as the list of this browser can tell requests apart. */
export interface LinkedRequest {
  kind: KeptRequest['kind'];
  /** Empty where the link gives none. */
  commonName: string;
  sans: readonly San[];
  /** Label of what the link enrolls with; null where it leaves that open. */
  source: string | null;
}

/** What a link asks for; null where it names nobody. */
export function linkedRequest(
  kind: LinkedRequest['kind'],
  prefill: Prefill,
  choice: EnrollChoice | undefined,
): LinkedRequest | null {
  const name = commonName(requestedSubject(subjectOfPrefill(prefill, [])))?.trim() ?? '';
  const sans = requestedSans(sanChips(prefill.sans.join('\n')));
  if (name === '' && sans.length === 0) return null;
  const named = prefill.pattern !== null || prefill.template !== null || prefill.ca !== '';
  return { kind, commonName: name, sans, source: named && choice ? choice.label : null };
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Of a request without a common name the list keeps some alternative names. */
function sameNames(kept: KeptRequest, asked: LinkedRequest): boolean {
  if (asked.commonName !== '' || kept.commonName !== '') return same(kept.commonName, asked.commonName);
  const wanted = new Set(asked.sans.map(sanKey));
  return kept.sans.length > 0 && kept.sans.every((san) => isSan(san) && wanted.has(sanKey(san)));
}

/**
 * The newest request of this browser that asked for what a link asks for: by the same person on the same server, for the
 * same name, with the same pattern or template. Undefined: none is known. A null `user`: not told by the server.
 */
export function sentBefore(
  requests: readonly KeptRequest[],
  asked: LinkedRequest,
  { server, user }: { server: string; user: string | null },
): KeptRequest | undefined {
  return requests.find(
    (kept) =>
      kept.kind === asked.kind &&
      kept.server === server &&
      (kept.user === null || user === null || same(kept.user, user)) &&
      (asked.source === null || kept.source === asked.source) &&
      sameNames(kept, asked),
  );
}

/** `sentBefore` for the one who is signed in. */
export function useSentBefore(asked: LinkedRequest | null): KeptRequest | undefined {
  const { requests } = useKept(keptRequests);
  const user = useQuery(meQuery()).data?.name ?? null;
  return asked === null ? undefined : sentBefore(requests, asked, { server: serverAddress(), user });
}
