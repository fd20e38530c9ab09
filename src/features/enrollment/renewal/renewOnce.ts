import type { PfxAnswer } from '../../../api/enrollment.ts';
import { renewCertificate, type RenewPost } from '../../../api/renewals.ts';
import type { PlannedStore } from '../../deploy/deployForm.ts';
import { useEnrollOnce } from '../enrollOnce.ts';
import type { RenewalSeed } from './renewalForm.ts';
import type { SentRenewal } from './renewedCertificate.ts';

/** The page of a renewal's result. */
export const loadRenewalResult = () => import('./RenewalResult.tsx');

/** One-click renewal, sent once and never again; its outcome takes the place of the wizard (`RenewalResult`). */
export const useRenewOnce = () =>
  useEnrollOnce<SentRenewal, PfxAnswer, RenewPost>(renewCertificate(), loadRenewalResult);

/** What the choice needs of it. */
export type RenewOnce = Pick<ReturnType<typeof useRenewOnce>, 'send' | 'change' | 'busy' | 'error'> & {
  /**
   * Stores of the plan, for which jobs are asked right after the new certificate is issued, when these start (ISO text in UTC;
   * null: at once), and why that cannot be yet.
   */
  plan: { stores: readonly PlannedStore[]; startsAt: string | null; reason: string | undefined };
  /** What is chosen in the wizard, for a renewal that has to name it; null until a CA is chosen. */
  seed: RenewalSeed | null;
  /** Why that cannot be named yet. */
  seedReason: string | undefined;
};
