import { mutationOptions } from '@tanstack/react-query';
import type { CertificateId, RequestId } from '../domain/ids.ts';
import { call } from './client.ts';
import { takes } from './rights.ts';
import { listOf, loose, read, text } from './wire.ts';

/** One PFX deployment, ready to be sent once. Holds the PFX password, so it is never kept. */
export interface DeployPost {
  body: Record<string, unknown>;
  /** Secret texts of the body that the names of their members do not give away: what a store's type calls secret. */
  secrets?: readonly string[];
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

/** A store may refuse its job in an answer that is no error, so that only a job proves the right. */
const takesDeploy = takes('deploy', { amongOthers: true, proves: ({ accepted }: DeployAnswer) => accepted.length > 0 });

/** One POST to a path that creates jobs with the staged key; throws what `call` throws. */
async function postOnce(path: string, { body, secrets }: DeployPost): Promise<DeployAnswer> {
  const answer = await call(path, { method: 'POST', version: 1, body, secrets, timeoutMs: 120_000 });
  return readDeployAnswer(answer.body);
}

/** Deploys the staged key of a PFX enrollment: same user, within five minutes. Never repeated by itself. */
export function deployPfx() {
  return mutationOptions({
    meta: takesDeploy,
    mutationFn: (post: DeployPost) => postOnce('/Enrollment/PFX/Deploy', post),
    gcTime: 0,
    retry: false,
  });
}

interface Replacement {
  /** The old certificate, whose places get the new one. */
  existingId: CertificateId;
  newId: CertificateId;
  /** Set where the new one's request was pending. */
  requestId?: RequestId | undefined;
  /** That of the new PFX. */
  password: string;
  /** ISO text in UTC, in the future; null: at once. */
  startsAt: string | null;
}

/**
 * The body of POST Enrollment/PFX/Replace: the id of the new certificate where it was issued at once, that of its request
 * where it was pending, never both (vendor documentation, POST Enrollment PFX Replace).
 */
export function replacePost({ existingId, newId, requestId, password, startsAt }: Replacement): DeployPost {
  const id = requestId === undefined ? { CertificateId: newId } : { RequestId: requestId };
  return { body: { ExistingCertificateId: existingId, ...id, Password: password, JobTime: startsAt } };
}

/**
 * Puts the staged key of a PFX enrollment into every place where the last inventories found an older certificate, under
 * the same aliases: same user, within five minutes. Never repeated by itself.
 */
export function replacePfx() {
  return mutationOptions({
    meta: takesDeploy,
    mutationFn: (post: DeployPost) => postOnce('/Enrollment/PFX/Replace', post),
    gcTime: 0,
    retry: false,
  });
}
