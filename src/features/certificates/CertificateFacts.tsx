import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { logicalName } from '../../api/authorities.ts';
import type { CertificateDetails } from '../../api/certificates.ts';
import { patternQuery } from '../../api/patterns.ts';
import { leavesOut, serverQuery } from '../../api/server.ts';
import { commonName, parseDn } from '../../domain/dn.ts';
import { sanWords } from '../../domain/sans.ts';
import { paths } from '../../paths.ts';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { FoldedList } from '../../ui/FoldedList.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Time } from '../../ui/Time.tsx';
import { decoded, nameParts } from './decoded.ts';
import { TextLink } from './pageStyle.ts';

const copied = (label: string, value: string): Fact[] =>
  value === '' ? [] : [{ label, value, copy: value, mono: true }];
const said = (label: string, value: string): Fact[] => (value === '' ? [] : [{ label, value }]);
const when = (value: string) => (value === '' ? 'not known' : <Time value={value} />);

/** The parts of a subject, equal ones (several units) in one line. */
function partFacts(subject: string): Fact[] {
  const parts = nameParts(subject);
  const labels = [...new Set(parts.map(({ label }) => label))];
  const values = (wanted: string) => parts.filter(({ label }) => label === wanted).map(({ value }) => value);
  return labels.map((label) => ({ label, value: values(label).join(', ') }));
}

/** What the certificate itself says, decoded. */
export function CertificateFacts({ record }: { record: CertificateDetails }): ReactElement {
  const found = useMemo(() => decoded(record.content), [record.content]);
  const view = found?.view ?? null;
  const subject = view?.subjectText || record.subject;
  const name = parseDn(subject);
  const cn = (name.ok ? commonName(name.value) : undefined) ?? record.commonName;
  const restricted = view !== null && view.keyUsage.length + view.extendedKeyUsage.length > 0;
  return (
    <Section id="certificate" title="Certificate">
      {found !== null && view === null && (
        <Notice kind="warning" title="The certificate cannot be decoded here">
          {found.reason} What follows is what the server says of it.
        </Notice>
      )}
      <Facts
        items={[
          ...copied('Common name', cn),
          ...partFacts(subject),
          ...copied('Subject', subject),
          ...(view
            ? [
                {
                  label: 'Alternative names',
                  value:
                    view.sans.length === 0 ? (
                      'none'
                    ) : (
                      <FoldedList items={view.sans.map(sanWords)} what="alternative names" />
                    ),
                  ...(view.sans.length === 0 ? {} : { copy: view.sans.map((san) => san.value).join('\n') }),
                },
                { label: 'Key', value: view.key.label },
              ]
            : []),
          ...said('Signature', record.signingAlgorithm),
          ...(restricted
            ? [
                { label: 'Key usage', value: view.keyUsage.join(', ') || 'not restricted' },
                { label: 'Extended key usage', value: view.extendedKeyUsage.join(', ') || 'not restricted' },
              ]
            : []),
          { label: 'Valid from', value: when(record.notBefore) },
          { label: 'Valid until', value: when(record.notAfter) },
          ...copied('Issuer', view?.issuerText || record.issuer),
          ...copied('Serial number', record.serialNumber),
          ...copied('Thumbprint', record.thumbprint),
        ]}
      />
    </Section>
  );
}

/** Where the certificate comes from, and what the server keeps of it. */
export function OriginFacts({ record }: { record: CertificateDetails }): ReactElement {
  const { authorityName, templateName, templateId, patternId } = record;
  const server = useQuery(serverQuery()).data;
  const mayAsk = server !== undefined && !leavesOut(server.endpoints, 'EnrollmentPatterns');
  const pattern = useQuery({ ...patternQuery(patternId ?? 0), enabled: patternId !== null && mayAsk }).data;
  const patternName = typeof pattern?.['Name'] === 'string' ? pattern['Name'] : '';
  return (
    <Section id="origin" title="Origin">
      <Facts
        items={[
          { label: 'Certificate id', value: record.certificateId, copy: String(record.certificateId), mono: true },
          { label: 'CA', value: logicalName(authorityName), ...(authorityName === '' ? {} : { copy: authorityName }) },
          {
            label: 'Template',
            value:
              templateId === null ? (
                templateName
              ) : (
                <TextLink to={paths.template(templateId)}>{templateName || `Template ${templateId}`}</TextLink>
              ),
          },
          ...(patternId === null
            ? []
            : [
                {
                  label: 'Enrollment pattern',
                  value: <TextLink to={paths.pattern(patternId)}>{patternName || `Pattern ${patternId}`}</TextLink>,
                },
              ]),
          { label: 'Requester', value: record.requesterName },
          ...said('Principal', record.principalName),
          ...(record.requestId === null
            ? []
            : [{ label: 'Request id', value: record.requestId, copy: String(record.requestId), mono: true }]),
          { label: 'Imported', value: when(record.importedAt) },
          {
            label: 'Private key',
            value: record.hasPrivateKey ? 'kept by the server' : 'not kept by the server',
          },
        ]}
      />
    </Section>
  );
}
