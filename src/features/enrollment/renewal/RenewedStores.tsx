import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { explain } from '../../../api/errors.ts';
import { storesOfCertificateQuery, type HeldAt } from '../../../api/renewals.ts';
import { asRead, isMissing } from '../../../api/unread.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Mono } from '../../../ui/Mono.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { takenWords } from '../../../domain/takenWords.ts';
import { stackedRows } from '../stackedRows.ts';
import { useScope } from '../useScope.ts';

const Note = styled('div')({ margin: '0 0 12px' });

const Scroll = styled('section')({ overflow: 'auto', maxHeight: 260, margin: '8px 0', maxWidth: 860 });

const Table = styled('table')(({ theme }) => ({
  width: '100%',
  borderCollapse: 'collapse',
  '& th, & td': {
    padding: '4px 12px 4px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    minWidth: 90,
  },
  '& tr': { borderBottom: `1px solid ${theme.palette.divider}` },
  // The name of a machine is read at once, an alias is not.
  '& td:first-of-type': { minWidth: 210 },
  '& th': { fontWeight: 500, color: theme.palette.text.secondary },
  ...stackedRows(theme),
}));

interface RenewedStoresProps {
  certificateId: CertificateId;
  /** Path of the switch in the form. */
  name: string;
  /** Why this request cannot put anything into those stores. */
  installReason: string | undefined;
}

/** The stores that hold the old certificate, and whether they get the new one: never unless asked for. */
export function RenewedStores({ certificateId, name, installReason }: RenewedStoresProps): ReactElement {
  const stores = useQuery({ ...storesOfCertificateQuery(certificateId, useScope()), select: asRead });
  const { data: read, error } = stores;
  const refused = isMissing(read);
  const data = refused ? null : read;
  return (
    <>
      {stores.isPending && <Loading what="the stores of the certificate" />}
      {error && <ErrorNotice error={explain(error)} onRetry={() => void stores.refetch()} />}
      {refused && (
        <Note>
          <Notice kind="info" title={`You may not read where the old certificate is${takenWords(read.permission)}`}>
            Replacing it in its stores would reach stores that this page cannot show you.
          </Notice>
        </Note>
      )}
      {data?.length === 0 && <p>No inventory has found the old certificate in a store.</p>}
      {data && data.length > 0 && (
        <>
          <p>Stores that hold the old certificate, by their last inventories:</p>
          <Held places={data} />
        </>
      )}
      <SwitchField
        name={name}
        label="Replace the old certificate in the stores that hold it"
        help={installHelp(data)}
        disabledReason={installReason}
      />
    </>
  );
}

function installHelp(places: readonly HeldAt[] | null | undefined): string {
  if (!places) return 'The server picks the stores, by its inventories. Off: they keep the old certificate.';
  const count = new Set(places.map(({ storeId }) => storeId)).size;
  if (count === 0) return 'Nothing would be replaced as far as inventories know; the server goes by them, too.';
  return count === 1
    ? 'On: the store above gets a job with this request. Off: it keeps the old certificate.'
    : `On: the ${count} stores above get a job with this request. Off: they keep the old certificate.`;
}

/** Places of a certificate, one a row. */
export function Held({ places }: { places: readonly HeldAt[] }): ReactElement {
  return (
    <Scroll aria-label="Stores that hold the old certificate" tabIndex={0}>
      <Table>
        <thead>
          <tr>
            <th scope="col">Machine</th>
            <th scope="col">Path</th>
            <th scope="col">Alias</th>
            <th scope="col">Type</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ storeId, machine, path, alias, typeName }) => (
            <tr key={`${storeId} ${alias}`}>
              <td>{machine}</td>
              <td data-column="Path">{path}</td>
              <td data-column="Alias">
                <Mono>{alias}</Mono>
              </td>
              <td data-column="Type">{typeName}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Scroll>
  );
}
