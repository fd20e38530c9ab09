import * as z from 'zod/mini';
import type { RecoverFormat } from '../../api/certificateActions.ts';
import { passwordProblem } from '../../domain/password.ts';

const formats = ['PFX', 'PEM', 'JKS', 'ZIP'] as const satisfies readonly RecoverFormat[];

/** What recovery asks for. `minimum` is the length of passwords that enrollment asks for; here it is UNCONFIRMED. */
export function recoverSchema(minimum: number) {
  return z.object({
    format: z.enum(formats),
    password: z.string().check(
      z.superRefine((password, context) => {
        const problem = passwordProblem(password, minimum);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem, input: password });
      }),
    ),
    includeChain: z.boolean(),
    chainOrder: z.enum(['EndEntityFirst', 'RootFirst']),
    friendlyName: z.string(),
  });
}

export type RecoverValues = z.output<ReturnType<typeof recoverSchema>>;

export const recoverValues: RecoverValues = {
  format: 'PFX',
  password: '',
  includeChain: true,
  chainOrder: 'EndEntityFirst',
  friendlyName: '',
};

/** The formats a server gives; that 10.x has no ZIP is UNCONFIRMED, and its answer says so. */
export const formatChoices = [
  { value: 'PFX', label: 'PFX (PKCS #12)' },
  { value: 'PEM', label: 'PEM', hint: 'one text file with the encrypted key' },
  { value: 'JKS', label: 'JKS', hint: 'Java key store' },
  { value: 'ZIP', label: 'ZIP', hint: 'PEM files: key, certificate, chain' },
] as const;
