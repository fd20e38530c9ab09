import { queryOptions } from '@tanstack/react-query';
import { liveCertificatesQuery, nameFilter } from '../../api/certificates.ts';
import { notPermitted } from '../../api/errors.ts';
import { commonName, formatDn, type Rdn } from '../../domain/dn.ts';
import type { Finding } from '../../domain/policy.ts';
import { sanKey, type San } from '../../domain/sans.ts';
import { noScope, type Scope } from '../../domain/scope.ts';

/** What the server's live certificates say about a request. */
export interface LiveCheck {
  findings: readonly Finding[];
  /**
   * How much was looked at. `no name`: there is none to search for; `no search`: the server's takes no alternative names;
   * `not readable`: the caller may not search.
   */
  seen: 'all' | 'part' | 'not readable' | 'no name' | 'no search';
}

/** What of a request is compared with the certificates that are in use. */
export interface ComparedRequest {
  subject: readonly Rdn[];
  sans: readonly San[];
  /** Its public key; null: the server makes it. */
  spki: Uint8Array | null;
  /** Whether a key may be used twice; null: not known. */
  allowKeyReuse: boolean | null;
  /** Certificates that it follows: that they have its names is what was wanted. */
  follows: readonly number[];
}

/** The bytes that a base64 text holds; null where there are none or it is no such text. */
export function bytesOf(base64: string): Uint8Array | null {
  try {
    return base64 === '' ? null : Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Live certificates of the common name, without one of an alternative name, that have the key of a request, or its names. Without certificates none is made. */
export function liveCheckQuery(request: ComparedRequest, scope: Scope = noScope) {
  const { subject, sans, spki, allowKeyReuse, follows } = request;
  const name = commonName(subject) ?? '';
  const compared = [formatDn(subject), sans.map(sanKey), spki?.join(' ') ?? '', allowKeyReuse, follows];
  return queryOptions({
    queryKey: ['duplicates of a request', compared, scope],
    queryFn: async ({ client }): Promise<LiveCheck> => {
      if (nameFilter(name, sans) === null) return { findings: [], seen: 'no name' };
      try {
        // Now: an enrollment a moment ago counts.
        const found = await client.fetchQuery({ ...liveCertificatesQuery(name, sans, scope), staleTime: 0 });
        if (found === null) return { findings: [], seen: 'no search' };
        const { duplicatesOf } = await import('../../domain/duplicates.ts');
        const candidates = found.rows.map(({ certificateId, content, subject: text }) => ({
          certificateId,
          der: bytesOf(content),
          subject: text,
        }));
        const findings = duplicatesOf({ spki, subject, sans }, candidates, allowKeyReuse).filter(
          ({ shared, certificateId }) => shared === 'same key' || !follows.includes(certificateId),
        );
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

/** What the review says of the comparison. `keyed`: the request has a key, which was compared, too. */
export function liveWords({ findings, seen }: LiveCheck, keyed: boolean): string {
  const what = keyed ? 'its key or exactly its names' : 'exactly its names';
  if (findings.length > 0) return `some have ${keyed ? 'its key or its names' : 'its names'}, see the findings`;
  const words: Record<LiveCheck['seen'], string> = {
    all: `none of them has ${what}`,
    part: `none of the newest has ${what}; there are too many to look through all`,
    'not readable': 'you may not search certificates, so duplicates cannot be found here',
    'no name': 'not looked through: the request has no name to search for',
    'no search': 'not looked through: there is no common name, and the server does not search for alternative names',
  };
  return words[seen];
}
