import type { CertificateRecord } from '../../../api/certificates.ts';
import { renewPost, type RenewPost } from '../../../api/renewals.ts';
import { parseCertificate } from '../../../domain/certificate.ts';
import { parseDn } from '../../../domain/dn.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { noScope, type Scope } from '../../../domain/scope.ts';
import { sanChip } from '../names/sansForm.ts';
import { subjectFromText, type SubjectValue } from '../names/subjectForm.ts';
import { shownPost, type SentRequest } from '../sent.ts';
import type { RenewalSeed } from './renewalForm.ts';

/** A renewal without the form as it was sent. */
export interface SentRenewal extends SentRequest {
  /** The old certificate. */
  renews: CertificateId;
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
 * A renewal without the form as it is sent, for what the result compares and the list of this browser keeps. The server takes
 * everything from the old certificate; the kind of key is not documented, so it counts as left to the server.
 */
export function sentRenewal(
  record: CertificateRecord,
  startedAt: Date,
  scope: Scope = noScope,
  seed: RenewalSeed | null = null,
): { sent: SentRenewal; post: RenewPost } {
  const bare = renewPost(record.certificateId, startedAt);
  const post: RenewPost = { body: { ...bare.body, ...seed?.members }, scope };
  const subject = parseDn(record.subject);
  const old = parseCertificate(record.content);
  const sent: SentRenewal = {
    kind: 'pfx',
    renews: record.certificateId,
    subject: subject.ok ? subject.value : [],
    sans: old.ok ? old.value.sans : [],
    key: null,
    spki: null,
    authority: seed?.authority ?? (record.authorityName === '' ? null : record.authorityName),
    templateId: seed ? seed.templateId : record.templateId,
    source: seed
      ? `${seed.label}, renewing certificate ${record.certificateId}`
      : `the template of certificate ${record.certificateId}, which it renews`,
    startedAt,
    usages: null,
    post: shownPost('/Enrollment/Renew', { version: 1, body: post.body }),
    stores: 0,
  };
  return { sent, post };
}
