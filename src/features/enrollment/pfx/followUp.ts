import type { PfxAnswer } from '../../../api/enrollment.ts';
import type { Store } from '../../../api/stores.ts';
import { commonName } from '../../../domain/dn.ts';
import { asCertificateId, type CertificateId } from '../../../domain/ids.ts';
import type { KeptStore } from '../../../kept.ts';
import type { KeptDeployment } from '../../deploy/keptDeployments.ts';
import { asked, type Asked } from '../../deploy/askedStores.ts';
import { followed, planProblems, type PlannedStore } from '../../deploy/deployForm.ts';
import { askedBy, keptStores, type Sending } from '../../deploy/deployments.ts';
import { followedIds } from '../../deploy/places.ts';
import { wireTime } from '../../deploy/when.ts';
import { answeredStores, askedWithRequest, otherStores } from '../result/storeAnswers.ts';
import type { SentPfx, SentRequest } from '../sent.ts';
import { deliveryProblems, deliveryTime } from './delivery.ts';
import type { PfxValues } from './pfxForm.ts';

/** When the stores are to get the certificate, ISO text in UTC; null: at once. */
export function startsAtOf(values: PfxValues): string | null {
  const time = deliveryTime(values);
  return time && wireTime(time);
}

/** What is sent by itself, once, after an answer with a certificate. */
interface FollowUp {
  staged: { certificateId: CertificateId; commonName: string; password: string; startsAt: string | null };
  /** For a deployment; empty: none. */
  plan: readonly PlannedStore[];
  /** The certificate whose places the new one takes; null: none. */
  replaces: CertificateId | null;
}

/** Without a certificate, or the password of its PFX, nothing can be put into a store. */
function stagedOf(answer: PfxAnswer | null, sent: SentRequest, password: string | null): FollowUp['staged'] | null {
  if (answer === null || answer.disposition !== 'issued' || answer.certificateId === null) return null;
  const known = answer.password ?? password;
  if (known === null) return null;
  return {
    certificateId: answer.certificateId,
    commonName: commonName(sent.subject) ?? '',
    password: known,
    startsAt: null,
  };
}

/** What follows a PFX enrollment: the stores that did not go with the request, and the places of another certificate. */
export function followUpOf(answer: PfxAnswer | null, sent: SentPfx): FollowUp | null {
  const staged = stagedOf(answer, sent, sent.password);
  if (staged === null) return null;
  const { stores, replaces } = sent.values;
  return {
    staged: { ...staged, startsAt: startsAtOf(sent.values) },
    plan: askedWithRequest(sent) ? [] : stores,
    replaces: replaces === null ? null : asCertificateId(replaces),
  };
}

/** Why the plan of a form cannot be sent at `now`, which is server time; undefined: it can, or there is none. */
export function planReason(values: Pick<PfxValues, 'stores' | 'when' | 'jobTime' | 'replaces' | 'renewal'>, now: Date) {
  const complete = values.stores.every((store) => planProblems(store).length === 0);
  return complete && deliveryProblems(values, now).length === 0
    ? undefined
    : 'Complete the plan in the step Where first.';
}

/**
 * What follows a one-click renewal: the plan that stood in the form when it was sent, and could be sent then. A time that has
 * passed since is no reason to drop it. The server has made the password.
 */
export function followUpOfRenewal(answer: PfxAnswer | null, sent: SentRequest, values: PfxValues): FollowUp | null {
  const staged = stagedOf(answer, sent, null);
  if (staged === null || planReason(values, sent.startedAt) !== undefined) return null;
  return { staged: { ...staged, startsAt: startsAtOf(values) }, plan: values.stores, replaces: null };
}

/** The stores of the plan that went with a request, as they are followed; none where they are left to a deployment. */
export function plannedByRequest(
  answer: Pick<PfxAnswer, 'successfulStores'>,
  sent: Pick<SentPfx, 'post' | 'values' | 'startedAt'>,
  adopted: boolean,
): Asked[] {
  const { values, startedAt } = sent;
  const told = answeredStores(answer, sent, adopted);
  if (told === null) return [];
  const accepted = told === 'not known' ? null : told;
  return asked(values.stores.map(followed), startedAt.toISOString(), accepted, startsAtOf(values));
}

/** The stores that go with a request, for when it is approved: nobody has said yet what becomes of them. */
export function carriedStores(sent: Pick<SentPfx, 'post' | 'values' | 'startedAt' | 'held'>): readonly KeptStore[] {
  const { values, startedAt, held } = sent;
  const ids = otherStores({ successfulStores: null }, sent);
  const others = asked(followedIds(ids, held, []), startedAt.toISOString(), null, startsAtOf(values));
  return keptStores([...plannedByRequest({ successfulStores: null }, sent, true), ...others]);
}

/**
 * What an enrollment did to the stores of the certificate that it renews, in the shape of what its page sends. Null where
 * there is no such store, or no certificate yet.
 * @param adopted the answer was lost
 * @param stores what the server knows of them, for their names
 */
export function installedByRequest(
  answer: Pick<PfxAnswer, 'certificateId' | 'successfulStores'> | null,
  sent: SentPfx,
  adopted: boolean,
  stores: readonly Store[] = [],
): Sending | null {
  if (answer === null || answer.certificateId === null) return null;
  const ids = otherStores(answer, sent);
  if (ids.length === 0) return null;
  return {
    certificateId: answer.certificateId,
    what: 'deploy',
    from: 'enrollment',
    plan: [],
    stores: followedIds(ids, sent.held, stores),
    askedAt: sent.startedAt.toISOString(),
    startsAt: startsAtOf(sent.values),
    state: adopted ? 'lost' : 'answered',
    // Who is not in the list of the answer has none; without a list it does not tell.
    accepted: adopted ? null : answer.successfulStores,
    refused: null,
    jobId: null,
    error: null,
  };
}

/**
 * The stores that went with an enrollment, for the list of this browser: they got their jobs with its answer. Null where no
 * store did, or there is no certificate yet. `adopted`: the answer was lost.
 * @param installed the stores of the renewed certificate among them (`installedByRequest`)
 */
export function enrolledDeployment(
  answer: PfxAnswer | null,
  sent: SentPfx,
  adopted: boolean,
  installed: Sending | null = installedByRequest(answer, sent, adopted),
): Pick<KeptDeployment, 'askedAt' | 'certificateId' | 'commonName' | 'stores'> | null {
  if (answer === null || answer.certificateId === null) return null;
  const stores = keptStores([
    ...plannedByRequest(answer, sent, adopted),
    ...(installed === null ? [] : askedBy(installed)),
  ]);
  if (stores.length === 0) return null;
  return {
    askedAt: sent.startedAt.toISOString(),
    certificateId: answer.certificateId,
    commonName: commonName(sent.subject) ?? '',
    stores,
  };
}
