import type { CertificateRecord } from '../../../api/certificates.ts';
import { renewPost, type RenewPost } from '../../../api/renewals.ts';
import { parseCertificate } from '../../../domain/certificate.ts';
import { parseDn } from '../../../domain/dn.ts';
import { sanChip } from '../names/sansForm.ts';
import { subjectFromText, type SubjectValue } from '../names/subjectForm.ts';
import type { Problem } from '../problem.ts';
import { shownPost, type SentRequest } from '../sent.ts';

/** What a request renews. `certificateId`: null for a new certificate, 0 while the old one is still to be chosen. */
export interface RenewalValue {
  certificateId: number | null;
  label: string;
  /** Put the new certificate into every store that holds the old one. */
  install: boolean;
}

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

/**
 * The old certificate's subject, in the spelling of the server, and its alternative names as form values; null where its
 * bytes did not come or cannot be read.
 */
export function namesOf(
  record: Pick<CertificateRecord, 'subject' | 'content'>,
): { subject: SubjectValue; sans: string[] } | null {
  const old = parseCertificate(record.content);
  if (!old.ok) return null;
  return { subject: subjectFromText(record.subject), sans: old.value.sans.map(sanChip) };
}

/**
 * A one-click renewal as it is sent, for what the result compares and the list of this browser keeps. The server takes
 * everything from the old certificate; the kind of key is not documented, so it counts as left to the server.
 */
export function sentRenewal(record: CertificateRecord, startedAt: Date): { sent: SentRequest; post: RenewPost } {
  const post = renewPost(record.certificateId, startedAt);
  const subject = parseDn(record.subject);
  const old = parseCertificate(record.content);
  const sent: SentRequest = {
    kind: 'pfx',
    subject: subject.ok ? subject.value : [],
    sans: old.ok ? old.value.sans : [],
    key: null,
    spki: null,
    authority: record.authorityName === '' ? null : record.authorityName,
    templateId: record.templateId,
    source: `the template of certificate ${record.certificateId}, which it renews`,
    startedAt,
    usages: null,
    post: shownPost('/Enrollment/Renew', { version: 1, ...post }),
    stores: 0,
  };
  return { sent, post };
}
