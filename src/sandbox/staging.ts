import { invalid } from './http.ts';
import { fitsPassword } from './pki/crypto.ts';
import type { StagedKey } from './storeRows.ts';
import type { User } from './users.ts';
import type { World } from './world.ts';

/** The key of a PFX enrollment waits this long for Deploy (vendor documentation, POST Enrollment PFX Deploy). */
const stagingMs = 300_000;

/** Remembers who enrolled what under which password, for Deploy; `at` in ms of the world's clock. Old entries go. */
export function stage(
  world: World,
  key: { certificateId: number; requestId: number; user: User; passwordHash: string },
  at: number,
): void {
  for (const [id, entry] of world.staged) if (at - entry.stagedAt > stagingMs) world.staged.delete(id);
  world.staged.set(key.certificateId, {
    certificateId: key.certificateId,
    requestId: key.requestId,
    user: key.user.login,
    passwordHash: key.passwordHash,
    stagedAt: at,
  });
}

/**
 * The staged key of a certificate or of a request that was pending. Refused with 400 when it is unknown, older than five
 * minutes, or another user's: the server says the same about all three, since the data is filed under the caller. Another
 * password than that of the PFX is a 400 of its own (a guess).
 */
export function takeStaged(
  world: World,
  wanted: { certificateId: number | null; requestId: number | null; password: string },
  user: User,
  at: number,
): StagedKey {
  const entry = [...world.staged.values()].find(
    (key) =>
      (wanted.certificateId === null || key.certificateId === wanted.certificateId) &&
      (wanted.requestId === null || key.requestId === wanted.requestId) &&
      key.user === user.login &&
      at - key.stagedAt <= stagingMs,
  );
  if (entry !== undefined && fitsPassword(wanted.password, entry.passwordHash)) return entry;
  if (entry !== undefined) throw invalid('The password is not the password of the staged PFX.');
  const what =
    wanted.certificateId === null ? `request ${wanted.requestId ?? 0}` : `certificate ${wanted.certificateId}`;
  throw invalid(
    `No staged PFX was found for ${what}. It must be deployed within 5 minutes of enrollment, by the same user.`,
  );
}
