import type { CertificateEventRow, CertificateRow } from './storeRows.ts';
import type { World } from './world.ts';

/** Ids of rows that are told from the certificate itself begin here, above those that are filed. */
const enrolledIds = 10_000_000;
const revokedIds = 20_000_000;

/** Files that something happened to a certificate at `at`, ms of the world's clock. `user`: DOMAIN\name. */
export function recordEvent(
  world: World,
  event: { certificateId: number; user: string; action: string; comment: string; at: number },
): void {
  world.certificateEvents.put({ Id: world.certificateEvents.nextId(), ...event });
}

/**
 * What happened to a certificate, oldest first. That it was enrolled, and in seeded rows that it was revoked, is read off the
 * row. Action texts are a guess.
 */
export function eventsOf(world: World, row: CertificateRow): CertificateEventRow[] {
  const filed = world.certificateEvents.all().filter((event) => event.certificateId === row.Id);
  const enrolled: CertificateEventRow = {
    Id: enrolledIds + row.Id,
    certificateId: row.Id,
    user: row.requester,
    action: row.state === 0 ? 'Certificate imported' : 'Certificate enrolled',
    comment: '',
    at: row.importedAt,
  };
  const seeded = row.revokedAt !== null && !filed.some((event) => event.action === 'Certificate revoked');
  const revoked: CertificateEventRow = {
    ...enrolled,
    Id: revokedIds + row.Id,
    action: 'Certificate revoked',
    comment: row.revocationComment ?? '',
    at: row.revokedAt ?? row.importedAt,
  };
  return [enrolled, ...(seeded ? [revoked] : []), ...filed];
}
