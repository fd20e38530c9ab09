import * as z from 'zod/mini';

/** The name of the security role that shall own the certificate. */
export const ownerSchema = z.object({
  owner: z.string().check(z.refine((name) => name.trim() !== '', 'Choose a role.')),
});

export type OwnerValues = z.output<typeof ownerSchema>;
