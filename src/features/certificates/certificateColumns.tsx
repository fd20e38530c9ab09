import { logicalName } from '../../api/authorities.ts';
import type { CertificateRecord } from '../../api/certificates.ts';
import type { Column } from '../../ui/columns.ts';
import { Time } from '../../ui/Time.tsx';
import { StateMark, stateNow } from './StateMark.tsx';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const dayText = (value: string) => (value === '' ? '' : day.format(new Date(value)));
const when = (value: string) => (value === '' ? '' : <Time value={value} />);
const graveness = { error: 0, warning: 1, waiting: 2, unknown: 3, ok: 4 };

/** What a certificate is called in lists: its common name, else its whole subject, else its number. */
export const certificateTitle = (row: CertificateRecord): string =>
  row.commonName || row.subject || `Certificate ${row.certificateId}`;

/** The columns of the list of certificates; a `sortField` is one that servers are known to sort by. */
export const certificateColumns: readonly Column<CertificateRecord>[] = [
  { key: 'name', header: 'Name', minWidth: 176, sortField: 'IssuedCN', text: certificateTitle },
  {
    key: 'state',
    header: 'State',
    width: 172,
    sortsHere: true,
    text: (row) => stateNow(row).word,
    sortValue: (row) => graveness[stateNow(row).kind],
    cell: (row) => <StateMark facts={row} />,
  },
  {
    key: 'expires',
    header: 'Valid until',
    width: 200,
    sortsHere: true,
    hideBelow: 560,
    text: (row) => dayText(row.notAfter),
    sortValue: (row) => row.notAfter,
    cell: (row) => when(row.notAfter),
  },
  {
    key: 'issued',
    header: 'Issued',
    width: 200,
    sortField: 'IssuedDate',
    hideBelow: 1180,
    text: (row) => dayText(row.notBefore),
    cell: (row) => when(row.notBefore),
  },
  { key: 'template', header: 'Template', minWidth: 120, sortsHere: true, hideBelow: 760, text: (r) => r.templateName },
  {
    key: 'authority',
    header: 'CA',
    width: 138,
    sortsHere: true,
    hideBelow: 980,
    text: (row) => logicalName(row.authorityName),
    title: (row) => row.authorityName,
  },
  { key: 'requester', header: 'Requester', width: 182, sortsHere: true, hideBelow: 1080, text: (r) => r.requesterName },
  {
    key: 'key',
    header: 'Key on the server',
    width: 150,
    sortsHere: true,
    optional: true,
    text: (row) => (row.hasPrivateKey ? 'Kept' : 'Not kept'),
  },
  {
    key: 'issuer',
    header: 'Issuer',
    minWidth: 160,
    mono: true,
    sortField: 'IssuerDN',
    optional: true,
    text: (r) => r.issuer,
  },
  { key: 'subject', header: 'Subject', minWidth: 200, mono: true, optional: true, text: (row) => row.subject },
  { key: 'serial', header: 'Serial number', width: 200, mono: true, optional: true, text: (row) => row.serialNumber },
  { key: 'thumbprint', header: 'Thumbprint', width: 340, mono: true, optional: true, text: (row) => row.thumbprint },
  {
    key: 'id',
    header: 'Id',
    width: 76,
    align: 'end',
    sortField: 'CertId',
    hideBelow: 640,
    text: (row) => String(row.certificateId),
  },
];
