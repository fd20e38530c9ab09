import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import type { CertificateDetails } from '../../api/certificates.ts';
import { serverNow } from '../../api/client.ts';
import { explain } from '../../api/errors.ts';
import { storesOfCertificateQuery, type HeldAt } from '../../api/renewals.ts';
import { lackedRight, whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import type { Scope } from '../../domain/scope.ts';
import { paths, scopeToUrl } from '../../paths.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import type { Column } from '../../ui/columns.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';
import { ageText } from '../deploy/age.ts';
import { Part } from '../deploy/deployStyle.ts';
import { type InventoryTaken, useInventoryTimes } from '../deploy/useInventoryTimes.ts';
import { certificateTitle } from './certificateColumns.tsx';
import { Quiet } from './pageStyle.ts';

const AddLater = lazy(async () => ({ default: (await import('../deploy/AddLater.tsx')).AddLater }));
const SentBefore = lazy(async () => ({ default: (await import('../deploy/SentBefore.tsx')).SentBefore }));
const RemoveEntries = lazy(async () => ({ default: (await import('../deploy/RemoveEntries.tsx')).RemoveEntries }));

const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

const Machine = styled('span')({ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', lineHeight: '18px' });

// With the machine as high as a row of two lines. Where these cannot hold all of it, its beginning goes: the end tells
// paths apart.
const Path = styled('span')(({ theme }) => ({
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'flex-end',
  maxHeight: 32,
  overflow: 'hidden',
  margin: '0 0 0 -8px',
  padding: '0 0 0 8px',
  fontSize: '0.8571em',
  lineHeight: '16px',
  color: theme.palette.text.secondary,
  '& > span': { flex: 'none', position: 'relative', wordBreak: 'break-all', whiteSpace: 'normal' },
  // Beside the first line in sight; below all of them, and so not seen, where none is above it.
  '& > span::before': {
    content: '"…"',
    position: 'absolute',
    fontSize: '0.75em',
    left: -9,
    bottom: 'min(16px, (100% - 33px) * 999)',
  },
}));

/** What takes away is not beside what is done every day. */
const Apart = styled('div')(({ theme }) => ({
  marginTop: 16,
  paddingTop: 16,
  borderTop: `1px solid ${theme.palette.divider}`,
}));

const columns: readonly Column<HeldAt>[] = [
  {
    key: 'place',
    header: 'Machine and path',
    minWidth: 180,
    text: (row) => `${row.machine} ${row.path}`,
    cell: (row) => (
      <>
        <Machine>{row.machine}</Machine>
        <Path>
          <span>{row.path}</span>
        </Path>
      </>
    ),
  },
  { key: 'alias', header: 'Alias', minWidth: 160, mono: true, hideBelow: 640, text: (row) => row.alias },
  { key: 'type', header: 'Type', minWidth: 200, hideBelow: 800, text: (row) => row.typeName },
];

/** With when the inventory was taken that found it there. */
const columnsAt = (taken: InventoryTaken): readonly Column<HeldAt>[] => [
  ...columns,
  {
    key: 'inventory',
    header: 'Inventory',
    width: 128,
    text: (row) => ageOf(taken(row)),
    title: (row) => momentOf(taken(row)),
    sortsHere: true,
    sortValue: (row) => taken(row) ?? 0,
  },
];

/** How long ago that was, in words; empty while it is asked for. */
const ageOf = (at: number | null | undefined): string =>
  at === undefined ? '' : at === null ? 'Time not told' : ageText(new Date(at).toISOString(), serverNow());

const momentOf = (at: number | null | undefined): string =>
  at ? `${local.format(at)}, ${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC` : '';

const rowKey = (row: HeldAt) => `${row.storeId} ${row.alias}`;

/** Where inventories found the certificate, and the ways to bring it elsewhere or take it away. */
export function StoresPart({ record, scope }: { record: CertificateDetails; scope: Scope }): ReactElement {
  const { certificateId } = record;
  const places = useQuery(storesOfCertificateQuery(certificateId, scope));
  const rows = places.data ?? [];
  const taken = useInventoryTimes(rows);
  const me = useQuery(meQuery()).data;
  const lacked = lackedRight(me, 'deploy');
  const closedReason = whyNot(me, 'deploy');
  const [removing, setRemoving] = useState(false);
  return (
    <Section
      id="stores"
      title="Stores that hold it"
      {...(places.data ? { count: rows.length } : {})}
      hint="As the last inventory of each store found it. What was deployed since then is not here yet."
    >
      {places.data === null ? (
        <Quiet>The server does not show you which stores hold this certificate.</Quiet>
      ) : places.isSuccess && rows.length === 0 ? (
        <Quiet>No inventory has found this certificate in a store that you may see.</Quiet>
      ) : (
        <DataTable
          label="Stores that hold it"
          columns={columnsAt(taken)}
          rows={rows}
          total={rows.length}
          rowKey={rowKey}
          // To the other certificates of that store.
          rowHref={(row) => paths.certificates({ machine: row.machine, path: row.path, ...scopeToUrl(scope) })}
          loading={places.isFetching}
          error={places.error && explain(places.error)}
          onRetry={() => void places.refetch()}
          // Most are in few stores: what is below moves little once they are known.
          tall
          height={places.isPending ? '140px' : '300px'}
          empty={{ title: 'In no store', text: 'No inventory has found this certificate in a store that you may see.' }}
        />
      )}
      <Suspense fallback={null}>
        <SentBefore certificateId={certificateId} />
        <AddLater
          certificateId={certificateId}
          commonName={certificateTitle(record)}
          hasPrivateKey={record.hasPrivateKey}
          scope={scope}
          closedReason={closedReason}
        />
        {lacked !== undefined && (
          <Quiet>Deploying to stores and removing from them takes the permission {lacked}.</Quiet>
        )}
        {rows.length > 0 && !removing && (
          <Apart>
            <ActionButton kind="outlined danger" disabledReason={closedReason} onClick={() => setRemoving(true)}>
              Remove from stores…
            </ActionButton>
          </Apart>
        )}
        {removing && (
          <section aria-label="Remove from stores">
            <Part>Remove from stores</Part>
            <RemoveEntries
              certificateId={certificateId}
              commonName={certificateTitle(record)}
              locations={rows}
              scope={scope}
            />
          </section>
        )}
      </Suspense>
    </Section>
  );
}
