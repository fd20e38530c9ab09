import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { historyQuery, type HistoryEntry } from '../../api/certificateActions.ts';
import { explain } from '../../api/errors.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Column } from '../../ui/columns.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';
import { Time } from '../../ui/Time.tsx';
import { twoLines } from '../../ui/twoLines.ts';
import { Quiet } from './pageStyle.ts';

const Two = styled('span')({ ...twoLines, overflowWrap: 'anywhere', lineHeight: '17px' });

const columns: readonly Column<HistoryEntry>[] = [
  {
    key: 'when',
    header: 'When',
    minWidth: 150,
    text: (row) => row.startedAt,
    cell: (row) =>
      row.startedAt === '' ? (
        'not known'
      ) : (
        <Two>
          <Time value={row.startedAt} />
        </Two>
      ),
  },
  { key: 'what', header: 'What', minWidth: 128, text: (row) => row.action, cell: (row) => <Two>{row.action}</Two> },
  { key: 'who', header: 'Who', width: 190, hideBelow: 560, text: (row) => row.user },
  {
    key: 'comment',
    header: 'Comment',
    minWidth: 160,
    hideBelow: 420,
    text: (row) => row.comment,
    cell: (row) => <Two>{row.comment}</Two>,
  },
];

const rowKey = (row: HistoryEntry) => String(row.entryId);

/** What happened to the certificate, as far as the server tells. */
export function HistoryPart({ certificateId, scope }: { certificateId: CertificateId; scope: Scope }): ReactElement {
  const history = useQuery(historyQuery(certificateId, scope));
  const rows = history.data ?? [];
  return (
    <Section id="history" title="History">
      {history.data === null ? (
        <Quiet>The server does not show you the history of this certificate.</Quiet>
      ) : (
        <DataTable
          label="History"
          columns={columns}
          rows={rows}
          total={rows.length}
          rowKey={rowKey}
          loading={history.isFetching}
          error={history.error && explain(history.error)}
          onRetry={() => void history.refetch()}
          height={history.isPending ? '180px' : '320px'}
          empty={{ title: 'Nothing is written down', text: 'The server keeps no history of this certificate.' }}
        />
      )}
    </Section>
  );
}
