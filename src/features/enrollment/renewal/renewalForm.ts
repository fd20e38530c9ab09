import type { CertificateRecord } from '../../../api/certificates.ts';
import { authorityToWire, choiceToWire, termsProblems } from '../detailsForm.ts';
import type { Problem } from '../problem.ts';
import type { SentRequest } from '../sent.ts';
import type { Setup } from '../setup.ts';

/** What a request renews. `certificateId`: null for a new certificate, 0 while the old one is still to be chosen. */
export interface RenewalValue {
  certificateId: number | null;
  label: string;
  /** Put the new certificate into every store that holds the old one. */
  install: boolean;
}

/**
 * What a request for a new certificate has in the place of what belonged to an old one, by member. Takes what is in the
 * form: that of a CSR has no `install`.
 */
export const withoutOld = (value: Partial<RenewalValue>): [keyof RenewalValue, string | boolean][] => [
  ['label', ''],
  ...('install' in value ? [['install', false] satisfies [keyof RenewalValue, boolean]] : []),
];

/** A request that is to renew needs the certificate: without one the server would refuse it or issue a new one. */
export function renewalProblems({ certificateId }: RenewalValue): Problem[] {
  return certificateId === 0
    ? [{ path: ['renewal', 'certificateId'], text: 'Choose the certificate to renew, or a new certificate.' }]
    : [];
}

/** The old certificate in a few words: its name and its id. */
export function renewalLabel(record: Pick<CertificateRecord, 'certificateId' | 'commonName' | 'subject'>): string {
  return `${record.commonName || record.subject || 'Certificate without a subject'}, certificate ${record.certificateId}`;
}

/** What a renewal has to name where one click is not allowed (vendor documentation, POST Enrollment Renew). */
export interface RenewalSeed {
  /** Of the pattern or template. */
  label: string;
  authority: string;
  templateId: SentRequest['templateId'];
  members: Record<string, unknown>;
}

/** Why what is chosen in the wizard cannot be named by a renewal yet; undefined: it can. */
export function seedReason(
  setup: Setup | null,
  values: { authority: string; acceptTerms: boolean },
): string | undefined {
  if (setup === null || values.authority === '') return 'Choose a certificate authority: this renewal has to name one';
  return termsProblems(setup.choice, values)[0]?.text;
}

/** What is chosen in the wizard as a renewal names it; null until there is a CA, which it has to name. */
export function renewalSeed(setup: Setup | null, authority: string): RenewalSeed | null {
  if (setup === null || authority === '') return null;
  return {
    label: setup.choice.label,
    authority,
    templateId: setup.choice.template?.templateId ?? null,
    members: { ...choiceToWire(setup), ...authorityToWire(authority) },
  };
}
