import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { certificateQuery } from '../../../api/certificates.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import { explain, notPermitted } from '../../../api/errors.ts';
import { scopeNamesQuery } from '../../../api/scopeNames.ts';
import { parseCertificate, type CertificateView } from '../../../domain/certificate.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { isPart, scopeWords } from '../../../domain/scope.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { StatusMark, type StatusKind } from '../../../ui/StatusMark.tsx';
import { Time } from '../../../ui/Time.tsx';
import type { Ended } from '../enrollOnce.ts';
import type { SentRequest } from '../sent.ts';
import { stackedRows } from '../stackedRows.ts';
import { useScope } from '../useScope.ts';
import { compareIssued, type Comparison } from './compare.ts';
import { answerFacts } from './answerFacts.ts';
import { useSentFacts } from './AskedFor.tsx';
import { Pile } from './resultStyle.ts';

const verdicts: Record<Comparison['verdict'], { kind: StatusKind; words: string }> = {
  same: { kind: 'ok', words: 'As asked' },
  differs: { kind: 'warning', words: 'Differs' },
  'added by the server': { kind: 'info', words: 'As asked, and more' },
  'left to the server': { kind: 'info', words: 'Left to the server' },
  'cannot tell': { kind: 'unknown', words: 'Cannot tell' },
};

const Table = styled('table')(({ theme }) => ({
  width: '100%',
  marginBottom: 12,
  borderCollapse: 'collapse',
  '& th, & td': {
    padding: '6px 12px 6px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    minWidth: 110,
  },
  '& tr': { borderBottom: `1px solid ${theme.palette.divider}` },
  '& th': { fontWeight: 500 },
  '& thead th': { color: theme.palette.text.secondary },
  // A verdict stays in one line.
  '& td:first-of-type': { minWidth: 175 },
  ...stackedRows(theme),
}));

function Comparisons({ rows }: { rows: readonly Comparison[] }): ReactElement {
  return (
    <Table aria-label="Asked and got">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Result</th>
          <th scope="col">Asked</th>
          <th scope="col">Got</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.what}>
            <th scope="row">{row.what}</th>
            <td>
              <StatusMark kind={verdicts[row.verdict].kind} text={verdicts[row.verdict].words} />
              {row.note !== '' && <div>{row.note}</div>}
            </td>
            <td data-column="Asked">{row.asked}</td>
            <td data-column="Got">
              {row.period ? (
                <>
                  <Time value={row.period[0]} /> to <Time value={row.period[1]} />
                </>
              ) : (
                row.got
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const lookAgainMs = 15_000;
const mostLooks = 20;

interface IssuedCertificateProps {
  certificateId: CertificateId;
  outcome: Extract<Ended<SentRequest, Enrolled>, { kind: 'answered' }>;
  /** The certificate that came with the answer; without it, the server is asked for its bytes. */
  received?: CertificateView | undefined;
}

/** What the certificate holds, beside what was asked for. */
export function IssuedCertificate({ certificateId, outcome, received }: IssuedCertificateProps): ReactElement {
  const { answer, sent } = outcome;
  const sentFacts = useSentFacts(outcome);
  const scope = useScope();
  const part = scopeWords(scope, useQuery(scopeNamesQuery(scope)).data);
  const record = useQuery({
    ...certificateQuery(certificateId, scope),
    // It may enter the part later.
    refetchInterval: ({ state }) =>
      isPart(scope) && notPermitted(state.error) && state.errorUpdateCount < mostLooks && lookAgainMs,
  });
  // A look that is under way has no error.
  const notThere = isPart(scope) && record.errorUpdateCount > 0 && (record.isPending || notPermitted(record.error));
  const fetched = record.data && record.data.content !== '' ? parseCertificate(record.data.content) : null;
  const view = received ?? (fetched?.ok ? fetched.value : undefined);
  const authority = record.data?.authorityName ?? null;
  return (
    <section aria-label="Certificate">
      <h2>Certificate</h2>
      <Pile>
        {record.isPending && !notThere && !view && <Loading what="the certificate" />}
        {notThere && !view && (
          <Notice
            kind="info"
            title={`The server does not show it in ${part} yet`}
            actions={
              <ActionButton busy={record.isFetching} onClick={() => void record.refetch()}>
                Look again
              </ActionButton>
            }
          >
            It was issued. Once it is there, it is compared here with what was asked for.
            {record.errorUpdateCount >= mostLooks && ' It is no longer looked for by itself.'}
          </Notice>
        )}
        {record.error && !notThere && !view && (
          <Notice
            kind="warning"
            title="The certificate cannot be compared with the request"
            actions={<ActionButton onClick={() => void record.refetch()}>Try again</ActionButton>}
          >
            {explain(record.error).summary} It was issued all the same.
          </Notice>
        )}
        {fetched && !fetched.ok && !view && (
          <Notice kind="warning" title="The certificate cannot be read here">
            {fetched.reason}
          </Notice>
        )}
      </Pile>
      {view && !record.isPending && <Comparisons rows={compareIssued(sent, view, authority)} />}
      <Facts
        items={[
          ...sentFacts,
          { label: 'Issuer', value: view?.issuerText ?? answer.issuer, mono: true },
          { label: 'Serial number', value: answer.serialNumber, copy: answer.serialNumber, mono: true },
          { label: 'Thumbprint', value: answer.thumbprint, copy: answer.thumbprint, mono: true },
          ...answerFacts(answer),
        ]}
      />
    </section>
  );
}
