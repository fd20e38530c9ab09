import type { ReactElement } from 'react';
import type { Enrolled } from '../../../api/enrollment.ts';
import { Facts } from '../../../ui/Facts.tsx';
import type { SentRequest } from '../sent.ts';
import { contextFacts, metadataFacts } from './answerFacts.ts';

/** What the answer says beside the certificate: metadata as it was taken, and the words of workflow and CA. */
export function AnswerEcho({ answer, sent }: { answer: Enrolled; sent: SentRequest }): ReactElement {
  const metadata = metadataFacts(answer, sent.post.body['Metadata']);
  const context = contextFacts(answer);
  return (
    <>
      {metadata.length > 0 && (
        <section aria-label="Metadata">
          <h2>Metadata</h2>
          <Facts items={metadata} />
        </section>
      )}
      {context.length > 0 && (
        <section aria-label="From workflow or CA">
          <h2>From workflow or CA</h2>
          <Facts items={context} />
        </section>
      )}
    </>
  );
}
