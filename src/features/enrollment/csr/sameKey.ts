import { queryOptions } from '@tanstack/react-query';
import { certificatesOfKeyQuery } from '../../../api/certificatesOfKey.ts';
import { notPermitted } from '../../../api/errors.ts';
import type { Finding } from '../../../domain/policy.ts';
import type { Scope } from '../../../domain/scope.ts';
import { noSearchWords, refusedBy, type Refused } from '../lackWords.ts';
import { bytesOf } from '../liveCheck.ts';

/** What a search for the key of a request found, whatever the names. */
export interface SameKey {
  /** One for each certificate whose own bytes hold the key. */
  findings: readonly Finding[];
  seen: 'searched' | 'no search' | 'not readable';
  refused?: Refused;
}

/** Live certificates that the server finds by the key of a request; what does not really hold the key is left out. */
export function sameKeyQuery(spki: Uint8Array, allowKeyReuse: boolean | null, scope: Scope) {
  return queryOptions({
    queryKey: ['live certificates of a key', spki.join(' '), allowKeyReuse, scope],
    queryFn: async ({ client }): Promise<SameKey> => {
      const [{ keyText }, { duplicatesOf }] = await Promise.all([
        import('../../../domain/keyText.ts'),
        import('../../../domain/duplicates.ts'),
      ]);
      const text = keyText(spki);
      if (text === null) return { findings: [], seen: 'no search' };
      try {
        // Now: an enrollment a moment ago counts.
        const rows = await client.fetchQuery({ ...certificatesOfKeyQuery(text, scope), staleTime: 0 });
        if (rows === null) return { findings: [], seen: 'no search' };
        const held = rows.map(({ certificateId, content, subject }) => ({
          certificateId,
          der: bytesOf(content),
          subject,
        }));
        return { findings: duplicatesOf({ spki, subject: [], sans: [] }, held, allowKeyReuse), seen: 'searched' };
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

/** These findings without those that say what one of the others says already. */
export function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  return findings.filter(({ text }) => !others.some((other) => other.text === text));
}

/** What the review says of the search by key. */
export function sameKeyWords({ findings, seen, refused }: SameKey): string {
  if (findings.length > 0) return 'some have it, see the findings';
  return {
    searched: 'a search for the key found none, which is no proof: how Keyfactor compares keys is not documented',
    'no search': 'not looked through: the server did not answer a search by key',
    'not readable': noSearchWords(refused, 'a key that is used already cannot be found here'),
  }[seen];
}
