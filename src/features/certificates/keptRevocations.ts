import * as z from 'zod/mini';
import { entry, type Kept } from '../../kept.ts';

const keptRevocation = z.object({
  server: z.string(),
  user: z.nullable(z.string()),
  /** ISO text in UTC, by the server's clock. */
  askedAt: z.string(),
  certificateId: z.number(),
  /** A number as the wire writes reasons; -1 takes from hold. */
  reason: z.number(),
  workflowId: z.nullable(z.string()),
});

/** A revocation that was asked for on this browser and that waited for an approval. Nothing of it is secret. */
export type KeptRevocation = z.infer<typeof keptRevocation>;

/** Those of this browser, newest first, at most fifty. */
export const keptRevocations: Kept<{ revocations: readonly KeptRevocation[] }> = entry<{
  revocations: readonly KeptRevocation[];
}>('revocations', 1, z.object({ revocations: z.array(keptRevocation) }), { revocations: [] });

export const keepRevocation = (revocation: KeptRevocation): void =>
  keptRevocations.write({ revocations: [revocation, ...keptRevocations.read().revocations].slice(0, 50) });

/** Takes out what was asked for at these times of one certificate. */
export const forgetRevocations = (gone: readonly KeptRevocation[]): void => {
  const isGone = (each: KeptRevocation) =>
    gone.some(({ askedAt, certificateId }) => askedAt === each.askedAt && certificateId === each.certificateId);
  keptRevocations.write({ revocations: keptRevocations.read().revocations.filter((each) => !isGone(each)) });
};
