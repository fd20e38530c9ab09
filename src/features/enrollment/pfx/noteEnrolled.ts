import type { PfxAnswer } from '../../../api/enrollment.ts';
import type { Store } from '../../../api/stores.ts';
import type { Sending } from '../../deploy/deployments.ts';
import type { SentPfx } from '../sent.ts';
import { enrolledDeployment, installedByRequest } from './followUp.ts';

type Enrolled = NonNullable<ReturnType<typeof enrolledDeployment>>;

interface Places {
  /** The list of this browser. */
  note: (deployment: Enrolled) => void;
  /** Is it there? */
  isNoted: (deployment: Enrolled) => boolean;
  /** The page, which follows them beside what it sends itself. */
  take: (sending: Sending) => void;
  /** What the server knows of stores, by their ids. */
  storesOf: (ids: readonly string[]) => Promise<readonly Store[]>;
}

/** Notes the stores that went with an enrollment, once its answer is there. `adopted`: the answer was lost. */
export async function noteEnrolled(
  answer: PfxAnswer | null,
  sent: SentPfx,
  adopted: boolean,
  { note, isNoted, take, storesOf }: Places,
): Promise<void> {
  const keep = (deployment: ReturnType<typeof enrolledDeployment>): void => {
    if (deployment !== null) note(deployment);
  };
  const nameless = installedByRequest(answer, sent, adopted);
  if (nameless === null) return keep(enrolledDeployment(answer, sent, adopted));
  // At once, as the server may take its time to name them, and meanwhile nobody must send to them again. The list gets
  // them without an answer to each store: it tells of those with a job once.
  keep(enrolledDeployment(answer, sent, true));
  take(nameless);
  const named = await storesOf(nameless.stores.map(({ storeId }) => storeId)).catch(() => []);
  const installed = installedByRequest(answer, sent, adopted, named);
  const told = enrolledDeployment(answer, sent, adopted, installed);
  // Whoever took it out of the list while the server named its stores does not get it back.
  if (told !== null && isNoted(told)) note(told);
  if (installed !== null) take(installed);
}
