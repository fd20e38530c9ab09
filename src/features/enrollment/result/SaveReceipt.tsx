import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { certificateQuery } from '../../../api/certificates.ts';
import { productVersion, serverAddress, serverNow } from '../../../api/client.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import { parseCertificate, type CertificateView } from '../../../domain/certificate.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { saveFile } from '../../../ui/saveFile.ts';
import { answerOf, type Ended } from '../enrollOnce.ts';
import type { SentRequest } from '../sent.ts';
import { useScope } from '../useScope.ts';
import { receiptFile, secretsOf } from './receipt.ts';
import { requesterQuery, unknownRequester } from './requester.ts';

interface SaveReceiptProps {
  outcome: Ended<SentRequest, Enrolled>;
  /** The certificate that came with the answer; else what the page has read of it meanwhile. */
  received?: CertificateView | undefined;
}

/** Saves what a ticket needs of this enrollment, at whichever end. */
export function SaveReceipt({ outcome, received }: SaveReceiptProps): ReactElement {
  const client = useQueryClient();
  const scope = useScope();
  const answer = answerOf(outcome);
  const save = async (): Promise<void> => {
    const id = answer?.certificateId ?? null;
    // It may still be on its way; who may not read it has a receipt without.
    const record =
      id === null
        ? null
        : await client.fetchQuery({ ...certificateQuery(id, scope), staleTime: Infinity }).catch(() => null);
    const parsed = record && record.content !== '' ? parseCertificate(record.content) : null;
    const { name, text } = receiptFile({
      outcome,
      view: received ?? (parsed?.ok ? parsed.value : null),
      record,
      requester: await client.ensureQueryData(requesterQuery(outcome, scope)).catch(() => unknownRequester),
      server: { address: serverAddress(), version: productVersion() },
      appVersion: __APP_VERSION__,
      savedAt: serverNow(),
      secrets: secretsOf(outcome.sent, answer),
    });
    saveFile(text, name, 'application/json');
  };
  const { mutate, isPending } = useMutation({ mutationFn: save, gcTime: 0 });
  return (
    <ActionButton busy={isPending} onClick={() => mutate()}>
      Save receipt
    </ActionButton>
  );
}
