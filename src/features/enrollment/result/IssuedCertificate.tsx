import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { certificateQuery } from '../../../api/certificates.ts';
import type { Enrolled } from '../../../api/enrollment.ts';
import { explain } from '../../../api/errors.ts';
import { parseCertificate, type CertificateView } from '../../../domain/certificate.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { sanLabels } from '../../../domain/sans.ts';
import { Facts } from '../../../ui/Facts.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { StatusMark, type StatusKind } from '../../../ui/StatusMark.tsx';
import { Time } from '../../../ui/Time.tsx';
import { compareIssued, type Asked, type Comparison } from './compare.ts';
import { answerFacts } from './Outcome.tsx';

const verdicts: Record<Comparison['verdict'], { kind: StatusKind; words: string }> = {
  same: { kind: 'ok', words: 'As asked' },
  differs: { kind: 'warning', words: 'Differs' },
  'added by the server': { kind: 'info', words: 'As asked, and more' },
  'left to the server': { kind: 'info', words: 'Left to the server' },
};

const Scroll = styled('section')({ overflowX: 'auto', marginBottom: 12 });
const Table = styled('table')(({ theme }) => ({
  width: '100%',
  minWidth: 640,
  borderCollapse: 'collapse',
  '& th, & td': {
    padding: '6px 12px 6px 0',
    borderBottom: `1px solid ${theme.palette.divider}`,
    textAlign: 'left',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    minWidth: 110,
  },
  '& th': { fontWeight: 500 },
  '& thead th, & small': { color: theme.palette.text.secondary },
}));

function Comparisons({ rows }: { rows: readonly Comparison[] }): ReactElement {
  return (
    <Scroll aria-label="Asked and got" tabIndex={0}>
      <Table>
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
              <td>{row.asked}</td>
              <td>{row.got}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Scroll>
  );
}

interface IssuedCertificateProps {
  certificateId: CertificateId;
  answer: Enrolled;
  asked: Asked;
  /** The certificate that came with the answer; without it, the server is asked for its bytes. */
  received?: CertificateView | undefined;
}

/** What the certificate holds, beside what was asked for. */
export function IssuedCertificate({ certificateId, answer, asked, received }: IssuedCertificateProps): ReactElement {
  const record = useQuery(certificateQuery(certificateId));
  const fetched = record.data && record.data.content !== '' ? parseCertificate(record.data.content) : null;
  const view = received ?? (fetched?.ok ? fetched.value : undefined);
  const authority = record.data?.authorityName ?? null;
  return (
    <section aria-label="Certificate">
      <h2>Certificate</h2>
      {record.isPending && !view && <Loading what="the certificate" />}
      {record.error && !view && (
        <Notice kind="warning" title="The certificate cannot be compared with the request">
          {explain(record.error).summary} It was issued all the same.
        </Notice>
      )}
      {fetched && !fetched.ok && !view && (
        <Notice kind="warning" title="The certificate cannot be read here">
          {fetched.reason}
        </Notice>
      )}
      {view && !record.isPending && <Comparisons rows={compareIssued(asked, view, authority)} />}
      <Facts
        items={[
          ...(view
            ? [
                { label: 'Subject', value: view.subjectText, copy: view.subjectText, mono: true },
                {
                  label: 'Alternative names',
                  value: view.sans.map((san) => `${san.value} (${sanLabels[san.kind]})`).join(', '),
                },
                { label: 'Valid from', value: <Time value={view.notBefore} /> },
                { label: 'Valid until', value: <Time value={view.notAfter} /> },
                { label: 'Key', value: view.key.label },
                { label: 'Issuer', value: view.issuerText, mono: true },
              ]
            : []),
          { label: 'Serial number', value: answer.serialNumber, copy: answer.serialNumber, mono: true },
          { label: 'Thumbprint', value: answer.thumbprint, copy: answer.thumbprint, mono: true },
          ...answerFacts(answer),
        ]}
      />
    </section>
  );
}
