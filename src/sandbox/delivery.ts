import { lackingRights } from './gate.ts';
import { invalid, type Call } from './http.ts';
import { withBytes } from './issuing.ts';
import { createJob } from './jobQueue.ts';
import { entryName } from './jobOutcome.ts';
import { permissions } from './permissions.ts';
import { maySomewhere, whyNotAdd } from './storeChecks.ts';
import type { JobRow, WantedStore } from './storeRows.ts';

/** Stores in an enrollment or a deployment need the right to schedule, here or in some container. */
export function requireSchedule(call: Call): void {
  if (!maySomewhere(call.world, call.user, 'schedule')) {
    throw lackingRights(call.world, call.user, [permissions.storesSchedule]);
  }
}

/** JobTime of PFX version 2: a time in the past is refused there; Deploy takes it as now (vendor documentation). */
export function refusePast(jobTime: number | null, call: Call): void {
  if (jobTime !== null && jobTime < call.now.getTime()) throw invalid('JobTime must not be in the past.');
}

/** Creates a job for every store that can take the certificate; the others come back with the reason. */
export function deliver(
  call: Call,
  certificateId: number,
  stores: readonly WantedStore[],
  o: { privateKey: boolean; startAt: number | null },
): { jobs: JobRow[]; delivered: string[]; failed: { storeId: string; reason: string }[] } {
  const { world, user } = call;
  const jobs: JobRow[] = [];
  const delivered: string[] = [];
  const failed: { storeId: string; reason: string }[] = [];
  for (const wanted of stores) {
    const reason = whyNotAdd(world, user, wanted, o.privateKey);
    const store = world.stores.get(wanted.storeId);
    if (reason !== null || store === undefined) {
      failed.push({ storeId: wanted.storeId, reason: reason ?? '' });
      continue;
    }
    const job = createJob(world, {
      kind: 'Add',
      store,
      certificateId,
      alias: wanted.alias,
      overwrite: wanted.overwrite,
      includePrivateKey: o.privateKey,
      parameters: wanted.parameters,
      requester: user.login,
      startAt: o.startAt,
    });
    jobs.push(job);
    delivered.push(store.Id);
  }
  return { jobs, delivered, failed };
}

/** The places where a certificate is by the last inventory, as targets that overwrite it there with the old parameters. */
export async function placesOf(call: Call, certificateId: number): Promise<WantedStore[]> {
  const { world } = call;
  const row = world.certificates.get(certificateId);
  // Entries without an alias of their own go by the thumbprint, which seeded certificates get with their bytes.
  if (row !== undefined) await withBytes(world, row);
  return world.stores.all().flatMap((store) =>
    store.inventory
      .filter((entry) => entry.certificateId === certificateId)
      .map((entry) => {
        const { PrivateKeyEntry: _, ...parameters } = entry.parameters;
        return { storeId: store.Id, alias: entryName(world, entry) ?? '', overwrite: true, parameters };
      }),
  );
}
