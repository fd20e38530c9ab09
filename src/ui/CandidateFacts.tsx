import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { Facts } from './Facts.tsx';
import { Time } from './Time.tsx';

/** A found certificate as it is shown; empty where the server does not tell. */
export interface ShownCertificate {
  certificateId: number;
  subject: string;
  /** ISO text in UTC. */
  importedAt: string;
  state: string;
  templateName: string;
  authorityName: string;
  requesterName: string;
  serialNumber: string;
}

/** The list around found certificates. */
export const Candidates = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: '8px 0',
  padding: 0,
  '& > li': { padding: '8px 0', borderTop: `1px solid ${theme.palette.divider}` },
  '& > li:last-child': { paddingBottom: 0 },
  '& > li > p': { margin: '0 0 8px' },
  '& > li > p:last-child': { margin: '8px 0 0' },
}));

/** What tells one found certificate from another. */
export function CandidateFacts({ record }: { record: ShownCertificate }): ReactElement {
  const id = String(record.certificateId);
  return (
    <Facts
      items={[
        { label: 'Certificate id', value: id, copy: id, mono: true },
        { label: 'Subject', value: record.subject, mono: true },
        { label: 'Imported', value: record.importedAt === '' ? 'not known' : <Time value={record.importedAt} /> },
        { label: 'State', value: record.state },
        { label: 'Template', value: record.templateName },
        { label: 'CA', value: record.authorityName, mono: true },
        { label: 'Requester', value: record.requesterName },
        { label: 'Serial number', value: record.serialNumber, copy: record.serialNumber, mono: true },
      ]}
    />
  );
}
