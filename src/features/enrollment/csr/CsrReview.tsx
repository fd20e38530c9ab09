import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { serverNow } from '../../../api/client.ts';
import { explain } from '../../../api/errors.ts';
import { lackedRight } from '../../../api/rights.ts';
import { meQuery } from '../../../api/server.ts';
import { takenWords } from '../../../domain/takenWords.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Facts, type Fact } from '../../../ui/Facts.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { ExactRequest } from '../ExactRequest.tsx';
import { liveWords } from '../liveCheck.ts';
import { RequestSummary, type SummaryProps } from '../RequestSummary.tsx';
import { ReviewDetails } from '../ReviewDetails.tsx';
import type { Blocking } from './blocking.ts';
import { useCsr } from './csrContext.ts';
import { csrToWire, renewedId, type CsrValues } from './csrForm.ts';
import { keyMissing } from './retainedKey.ts';
import { sameKeyWords } from './sameKey.ts';
import { shownCsrPost } from './sentCsr.ts';

const commandWords = (made: boolean | null, lacked: string | undefined) => {
  if (made === null) {
    return `cannot be told: you may not see the requests that Command made${takenWords(lacked)}, or there are too many`;
  }
  return made ? 'yes, so it is sent with forceEnroll' : 'no';
};

const keyWords: Record<CsrValues['key'], string> = {
  none: 'not sent',
  made: 'the one made in this browser is sent, unencrypted, to be kept',
  given: 'the given one is sent, unencrypted, to be kept',
};

const keyShown = (values: CsrValues) =>
  keyMissing(values) ? <StatusMark kind="error" text="has to be given again, in step Details" /> : keyWords[values.key];

function answerFacts(values: CsrValues, madeByCommand: boolean | null, renews: boolean): Fact[] {
  const header = values.format === 'PEM' && values.subjectHeader ? ', with subject lines' : '';
  return [
    ...(renews && renewedId(values) !== null ? [{ label: 'Renews', value: values.renewal.label }] : []),
    {
      label: 'Answer',
      value: `${values.format} ${values.includeChain ? 'with chain' : 'without chain'}${header}`,
    },
    { label: 'Private key', value: madeByCommand ? 'lies in Command' : keyShown(values) },
    ...(values.forceEnroll && madeByCommand !== true ? [{ label: 'forceEnroll', value: 'on, as you said' }] : []),
  ];
}

function failure(queries: readonly UseQueryResult[]): UseQueryResult | undefined {
  return queries.find((query) => query.error !== null);
}

interface CsrReviewProps {
  summary: SummaryProps;
  /** What keeps it from being sent and is no finding. */
  blocking: readonly Blocking[];
}

/** Everything that goes out, and what the server already knows about it. */
export default function CsrReview({ summary, blocking }: CsrReviewProps): ReactElement {
  const { values, setup, request, start, dryRun } = useCsr();
  const { live, sameKey, command, madeByCommand, asking } = dryRun;
  const me = useQuery(meQuery()).data;
  const csr = request.reading?.ok ? request.reading.csr : null;
  const failed = failure([live, sameKey, command]);
  // A stand-in for the key: its place in the request is shown, the key is not.
  const pkcs8 = values.key === 'none' || madeByCommand ? null : new Uint8Array(1);
  const extras = { pkcs8, madeByCommand: madeByCommand === true };
  return (
    <>
      <RequestSummary
        {...summary}
        open={blocking.map(({ step, text }) => `Step ${step}: ${text}`)}
        more={[...(summary.more ?? []), ...answerFacts(values, madeByCommand, start.abilities.csrRenewal)]}
      />
      <ReviewDetails setup={setup} details={values} />
      <section aria-label="Compared with the server">
        <h3>Compared with the server</h3>
        {(asking || sameKey.isLoading) && <Loading what="what the server knows about this request" />}
        {failed && <ErrorNotice error={explain(failed.error)} onRetry={() => void failed.refetch()} />}
        <Facts
          items={[
            ...(live.data ? [{ label: 'Live certificates of this name', value: liveWords(live.data, true) }] : []),
            ...(sameKey.data ? [{ label: 'Live certificates of this key', value: sameKeyWords(sameKey.data) }] : []),
            ...(asking || command.error
              ? []
              : [{ label: 'Made by Command', value: commandWords(madeByCommand, lackedRight(me, 'pendingCsrs')) }]),
          ]}
        />
      </section>
      {csr && setup && (
        <ExactRequest post={shownCsrPost(csrToWire(values, csr, setup, start.abilities, serverNow(), extras))} />
      )}
    </>
  );
}
