import { queryOptions } from '@tanstack/react-query';
import { liveCertificatesQuery, nameFilter } from '../../api/certificates.ts';
import { notPermitted } from '../../api/errors.ts';
import { commonName, formatDn, type Rdn } from '../../domain/dn.ts';
import type { Finding } from '../../domain/policy.ts';
import { sanKey, type San } from '../../domain/sans.ts';
import { noScope, type Scope } from '../../domain/scope.ts';
import { noSearchWords, refusedBy, type Refused } from './lackWords.ts';

/** What the server's live certificates say about a request. */
export interface LiveCheck {
  findings: readonly Finding[];
  /**
   * How much was looked at. `no name`: there is none to search for; `no search`: the server's takes no alternative names;
   * `not readable`: the caller may not search; `none`: no live certificate has the name.
   */
  seen: 'all' | 'none' | 'part' | 'not readable' | 'no name' | 'no search';
  refused?: Refused;
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
        if (found.rows.length === 0 && found.complete) return { findings, seen: 'none' };
        return { findings, seen: found.complete ? 'all' : 'part' };
      } catch (error) {
        if (notPermitted(error)) return { findings: [], seen: 'not readable', refused: refusedBy(error, scope) };
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

/**
 * What the review says of the comparison. `keyed`: the request has a key, which was compared, too. `follows`: the
 * certificates that were left out.
 */
export function liveWords(
  { findings, seen, refused }: LiveCheck,
  keyed: boolean,
  follows: readonly number[] = [],
): string {
  const what = keyed ? 'its key or exactly its names' : 'exactly its names';
  const apart = follows.length === 0 ? '' : `; certificate ${follows.join(' and ')}, which it follows, is not counted`;
  if (findings.length > 0) return `some have ${keyed ? 'its key or its names' : 'its names'}, see the findings${apart}`;
  const words: Record<LiveCheck['seen'], string> = {
    all: `none of them has ${what}${apart}`,
    none: 'there are none',
    part: `none of the newest has ${what}; there are too many to look through all${apart}`,
    'not readable': noSearchWords(refused, 'duplicates cannot be found here'),
    'no name': 'not looked through: the request has no name to search for',
    'no search': 'not looked through: there is no common name, and the server does not search for alternative names',
  };
  return words[seen];
}
