import { mutationOptions } from '@tanstack/react-query';
import { call } from './client.ts';
import { listOf, loose, read, text } from './wire.ts';

/** One PFX deployment, ready to be sent once. Holds the PFX password, so it is never kept. */
export interface DeployPost {
  body: Record<string, unknown>;
}

/** "Accepted" means that a job was created, not that anything is in a store. */
export interface DeployAnswer {
  accepted: readonly string[];
  /** Stores without a job; the server gives no reason per store. */
  refused: readonly string[];
}

const wireDeploy = loose({ SuccessfulStores: listOf(text), FailedStores: listOf(text) });

/** Some servers join several ids into one element with commas (recorded by client authors). */
export const splitStores = (elements: readonly string[]): string[] =>
  elements.flatMap((element) => element.split(',').map((id) => id.trim().toLowerCase())).filter(Boolean);

/** The two lists of POST Enrollment/PFX/Deploy; partial failure is a normal answer with status 200. */
export function readDeployAnswer(body: unknown): DeployAnswer {
  const answer = read(wireDeploy, body, 'the answer to the deployment', { afterWrite: true });
  return { accepted: splitStores(answer.SuccessfulStores), refused: splitStores(answer.FailedStores) };
}

/** Deploys the staged key of a PFX enrollment: same user, within five minutes. Never repeated by itself. */
export function deployPfx() {
  return mutationOptions({
    mutationFn: async (post: DeployPost): Promise<DeployAnswer> => {
      const answer = await call('/Enrollment/PFX/Deploy', {
        method: 'POST',
        version: 1,
        body: post.body,
        timeoutMs: 120_000,
      });
      return readDeployAnswer(answer.body);
    },
    gcTime: 0,
    retry: false,
  });
}
