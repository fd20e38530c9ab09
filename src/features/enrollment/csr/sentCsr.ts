import type { CsrPost } from '../../../api/enrollment.ts';
import { requestedSans } from '../names/sansForm.ts';
import { shownPost, type SentCsr, type SentRequest } from '../sent.ts';
import type { Setup } from '../setup.ts';
import { allSans, type CsrReading, type CsrValues } from './csrForm.ts';
import type { MadeRequest } from './makeForm.ts';

/** The call as it goes out, with its secrets masked: for the review and for the receipt. */
export function shownCsrPost({ forceEnroll, ...rest }: CsrPost): SentRequest['post'] {
  return shownPost(`/Enrollment/CSR?forceEnroll=${forceEnroll}`, { version: 1, ...rest });
}

/** What is kept beside the answer of a CSR enrollment. Nothing secret is among it: neither the key nor its password. */
export function sentCsr(o: {
  values: CsrValues;
  reading: Extract<CsrReading, { ok: true }>;
  setup: Setup;
  post: CsrPost;
  startedAt: Date;
  /** The key made on this page for this request, if there is one. */
  madeKey: MadeRequest | null;
}): SentCsr {
  const { values, setup, post, startedAt, madeKey } = o;
  const { csr } = o.reading;
  const { keyUsage, extendedKeyUsage } = csr;
  const asksUsages = keyUsage.length + extendedKeyUsage.length > 0;
  return {
    kind: 'csr',
    subject: csr.subject,
    sans: allSans(csr, requestedSans(values.sans)),
    key: csr.key,
    spki: csr.spki,
    authority: values.authority === '' ? null : values.authority,
    templateId: setup.choice.template?.templateId ?? null,
    source: setup.choice.label,
    startedAt,
    usages: asksUsages ? { keyUsage, extendedKeyUsage } : null,
    post: shownCsrPost(post),
    stores: 0,
    csr,
    madeKey: madeKey && { madeAt: madeKey.madeAt, saved: madeKey.saved },
    values: { ...values, keyText: '', keyPassword: '' },
  };
}
