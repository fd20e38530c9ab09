import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { logicalName } from '../../../api/authorities.ts';
import type { CertificateRecord } from '../../../api/certificates.ts';
import { explain } from '../../../api/errors.ts';
import {
  certificateFilter,
  certificatesToRenewQuery,
  leastTyped,
  type FoundToRenew,
} from '../../../api/renewalSearch.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Mono } from '../../../ui/Mono.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { SearchField } from '../../../ui/SearchField.tsx';
import { Time } from '../../../ui/Time.tsx';
import { renewalLabel } from './renewalForm.ts';
import { useScope } from '../useScope.ts';

const Hits = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: '8px 0',
  padding: 0,
  maxWidth: 860,
  '& > li': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 16px',
    padding: '6px 0',
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  '& > li > div': { flex: '1 1 320px', minWidth: 0, overflowWrap: 'anywhere' },
  '& small': { display: 'block', color: theme.palette.text.secondary, fontSize: '0.8125rem' },
}));

/** The field says what can be searched for in itself. */
const Wide = styled('div')({ '&& > *': { minWidth: 'min(360px, 100%)' } });

const Quiet = styled('p')(({ theme }) => ({ margin: '8px 0', color: theme.palette.text.secondary }));

/** Finds the certificate to renew on the server, while the keys rest. */
export function CertificateSearch({ onPick }: { onPick: (record: CertificateRecord) => void }): ReactElement {
  const [typed, setTyped] = useState('');
  const found = useQuery({ ...certificatesToRenewQuery(typed, useScope()), placeholderData: keepPreviousData });
  const asked = certificateFilter(typed) !== null;
  return (
    <>
      <Wide>
        <SearchField value={typed} onChange={setTyped} label="Name, id, thumbprint or serial number" />
      </Wide>
      {!asked && <Quiet>{whyNot(typed)}</Quiet>}
      {asked && found.isPending && <Loading what="certificates" />}
      {asked && found.error && <ErrorNotice error={explain(found.error)} onRetry={() => void found.refetch()} />}
      {asked && found.data && <Found found={found.data} onPick={onPick} />}
    </>
  );
}

function whyNot(typed: string): string {
  if (typed.includes('"')) return 'The server’s search cannot take a double quote.';
  return `Type at least ${leastTyped} characters, or a certificate id.`;
}

function Found({ found, onPick }: { found: FoundToRenew; onPick: (record: CertificateRecord) => void }): ReactElement {
  const { rows, total, serialLeftOut } = found;
  const rest = total - rows.length;
  return (
    <>
      {rows.length === 0 && (
        <output>
          <Quiet as="span">No certificate that you may read fits. Revoked ones are not searched.</Quiet>
        </output>
      )}
      {serialLeftOut && <Quiet>The search of this server takes no serial numbers.</Quiet>}
      <Hits aria-label="Certificates found">
        {rows.map((record) => (
          <li key={record.certificateId}>
            <div>
              {renewalLabel(record)}
              <small>
                <Expiry record={record} /> · {logicalName(record.authorityName) || 'CA not known'} ·{' '}
                {record.templateName || 'template not known'}
              </small>
              <small>
                <Mono>{record.subject}</Mono>
              </small>
            </div>
            <ActionButton label={`Renew ${renewalLabel(record)}`} onClick={() => onPick(record)}>
              Renew this one
            </ActionButton>
          </li>
        ))}
      </Hits>
      {rest > 0 && (
        <Quiet>
          The newest {rows.length} of {formatCount(total)}. Type more to find others.
        </Quiet>
      )}
    </>
  );
}

/** When a certificate ends; without a date it says so. */
export function Expiry({ record }: { record: CertificateRecord }): ReactElement {
  if (record.notAfter === '') return <>expiry not known</>;
  return (
    <>
      valid until <Time value={record.notAfter} />
    </>
  );
}
