import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { certificateQuery } from '../../../api/certificates.ts';
import { productVersion, serverAddress, serverNow } from '../../../api/client.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import { meQuery } from '../../../api/server.ts';
import { parseCertificate, type CertificateView } from '../../../domain/certificate.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { saveFile } from '../../../ui/saveFile.ts';
import type { Ended } from '../enrollOnce.ts';
import type { SentPfx, SentRequest } from '../sent.ts';
import { receiptFile } from './receipt.ts';

interface SaveReceiptProps {
  outcome: Ended<SentRequest, Enrolled>;
  /** The certificate that came with the answer; else what the page has read of it meanwhile. */
  received?: CertificateView | undefined;
}

function secretsOf({ sent, answer }: { sent: SentRequest & Partial<SentPfx>; answer: Enrolled | null }): string[] {
  const made = answer !== null && 'password' in answer ? answer.password : null;
  return [sent.password, made].filter((each) => typeof each === 'string');
}

/** Saves what a ticket needs of this enrollment, at whichever end. */
export function SaveReceipt({ outcome, received }: SaveReceiptProps): ReactElement {
  const client = useQueryClient();
  const me = useQuery(meQuery());
  const answer = outcome.kind === 'answered' ? outcome.answer : 'answer' in outcome.about ? outcome.about.answer : null;
  const save = (): void => {
    const id = answer?.certificateId ?? null;
    const record = id === null ? null : (client.getQueryData(certificateQuery(id).queryKey) ?? null);
    const parsed = record && record.content !== '' ? parseCertificate(record.content) : null;
    const { name, text } = receiptFile({
      outcome,
      view: received ?? (parsed?.ok ? parsed.value : null),
      record,
      user: me.data?.name ?? null,
      server: { address: serverAddress(), version: productVersion() },
      appVersion: __APP_VERSION__,
      savedAt: serverNow(),
      secrets: secretsOf({ sent: outcome.sent, answer }),
    });
    saveFile(text, name, 'application/json');
  };
  return <ActionButton onClick={save}>Save receipt</ActionButton>;
}
