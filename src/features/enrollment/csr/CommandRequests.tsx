import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useRef, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { serverNow } from '../../../api/client.ts';
import { deletePendingCsr, fetchPendingCsr, pendingCsrsQuery, type PendingCsr } from '../../../api/csrGeneration.ts';
import { ApiError, explain, notPermitted, permissionOf } from '../../../api/errors.ts';
import { lackedRight, whyNot } from '../../../api/rights.ts';
import { meQuery } from '../../../api/server.ts';
import { safeFileName } from '../../../domain/fileName.ts';
import { takenWords } from '../../../domain/takenWords.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Mono } from '../../../ui/Mono.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { saveFile } from '../../../ui/saveFile.ts';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { Time } from '../../../ui/Time.tsx';
import { useCsr } from './csrContext.ts';
import { GenerateRequest } from './GenerateRequest.tsx';
import { AfterRules } from './SourcePicker.tsx';

const List = styled('ul')(({ theme }) => ({
  listStyle: 'none',
  margin: '0 0 8px',
  padding: 0,
  maxHeight: 420,
  overflowY: 'auto',
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 'calc(var(--radius) * 1.5)',
  '& > li': { padding: '8px 12px', overflowWrap: 'anywhere' },
  '& > li + li': { borderTop: `1px solid ${theme.palette.divider}` },
}));
const Line = styled('div')(({ theme }) => ({ color: theme.palette.text.secondary, fontSize: '0.8125rem' }));
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '4px 0 8px' });

const Heading = styled('h3')({ '&:focus': { outline: 'none' } });

const dayMs = 86_400_000;

/** How old a request is, in whole days by the server's clock. */
function age(requestedAt: string): string {
  const days = Math.floor((serverNow().getTime() - Date.parse(requestedAt)) / dayMs);
  if (days < 1) return 'less than a day old';
  return days === 1 ? '1 day old' : `${formatCount(days)} days old`;
}

const nameOf = ({ commonName, pendingId }: PendingCsr) =>
  commonName === '' ? `request ${pendingId}` : `${commonName} (request ${pendingId})`;

/** The requests that Command made: make one, enroll, download or delete those that wait. */
export default function CommandRequests(): ReactElement | null {
  const { values, form, request } = useCsr();
  const list = useInfiniteQuery(pendingCsrsQuery());
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState('');
  const [asked, setAsked] = useState<PendingCsr | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const read = useMutation({ mutationFn: fetchPendingCsr, retry: false, gcTime: 0 });
  const remove = useMutation(deletePendingCsr());
  const me = useQuery(meQuery()).data;
  const closedToDelete = whyNot(me, 'pendingCsrs');
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const textOf = async (row: PendingCsr) => (row.csr === '' ? read.mutateAsync(row.pendingId) : row.csr);
  const use = async (row: PendingCsr): Promise<void> => {
    try {
      request.takeFromCommand(await textOf(row));
    } catch {
      // What went wrong stands above the list, as the error of reading it.
    }
  };
  const download = async (row: PendingCsr): Promise<void> => {
    try {
      save(await textOf(row), row.commonName, row.pendingId);
    } catch {
      // The same.
    }
  };
  const forget = (row: PendingCsr): void => {
    // The button that opened the dialog goes with its row, so the focus moves once the dialog has given it back.
    flushSync(() => setAsked(null));
    heading.current?.focus();
    if (row.csr === values.csr) form.setValue('csr', '', { shouldDirty: true });
    if (row.csr === made) setMade('');
  };
  // A list that is read again must not take the open form away with what was typed.
  if (list.isPending && !making) return <Loading what="requests made by Command" />;
  const refused = rows.length === 0 && notPermitted(list.error) ? list.error : null;
  // Making one and seeing those that wait are two rights (vendor documentation, CertificateEnrollment).
  const notListed = refused && (
    <NotListed
      error={refused}
      lacked={permissionOf(refused) ?? lackedRight(me, 'pendingCsrs')}
      onRetry={() => void list.refetch()}
    />
  );
  if (refused instanceof ApiError && refused.status !== 403) return notListed;
  return (
    <>
      <p>
        When the certificate comes, it belongs to the key in Command; the key itself never leaves Command in this step.
      </p>
      {making ? (
        <AfterRules>
          <GenerateRequest
            onMade={(csr) => {
              setMaking(false);
              setMade(csr);
            }}
            onClose={() => setMaking(false)}
          />
        </AfterRules>
      ) : (
        <Buttons>
          <ActionButton onClick={() => setMaking(true)} disabledReason={whyNot(me, 'csrGeneration')}>
            Make a new request in Command
          </ActionButton>
        </Buttons>
      )}
      {made !== '' && made !== values.csr && (
        <Notice
          kind="success"
          title="Command made a key and the request for it"
          actions={
            <>
              <ActionButton kind="primary" onClick={() => request.takeFromCommand(made)}>
                Enroll with this
              </ActionButton>
              <ActionButton onClick={() => save(made, '', null)}>Download the request</ActionButton>
            </>
          }
        >
          Enroll it here, or take the request to another CA and import the certificate later.
        </Notice>
      )}
      <Heading ref={heading} tabIndex={-1}>
        Waiting in Command
      </Heading>
      {notListed}
      {list.error && !refused && <ErrorNotice error={explain(list.error)} onRetry={() => void list.refetch()} />}
      {read.error && <ErrorNotice error={explain(read.error)} />}
      {rows.length === 0 && list.error ? null : rows.length === 0 ? (
        <p>No request made by Command waits for its certificate.</p>
      ) : (
        <List aria-label="Requests made by Command">
          {rows.map((row) => (
            <li key={row.pendingId}>
              <strong>{nameOf(row)}</strong>
              <div>
                <Mono>{row.subject}</Mono>
              </div>
              <Line>
                {row.requestedAt !== '' && (
                  <>
                    {age(row.requestedAt)}, <Time value={row.requestedAt} />
                  </>
                )}
              </Line>
              {row.csr !== '' && row.csr === values.csr && <StatusMark kind="ok" text="In use for this enrollment" />}
              <Buttons>
                {/* The one just made is offered above, and one in use is in use. */}
                {(row.csr === '' || (row.csr !== made && row.csr !== values.csr)) && (
                  <ActionButton label={`Enroll with this: ${nameOf(row)}`} onClick={() => void use(row)}>
                    Enroll with this
                  </ActionButton>
                )}
                <ActionButton label={`Download ${nameOf(row)}`} onClick={() => void download(row)}>
                  Download
                </ActionButton>
                <ActionButton
                  label={`Delete ${nameOf(row)}`}
                  onClick={() => setAsked(row)}
                  disabledReason={closedToDelete}
                >
                  Delete
                </ActionButton>
              </Buttons>
            </li>
          ))}
        </List>
      )}
      {list.hasNextPage && (
        <ActionButton busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </ActionButton>
      )}
      {asked && (
        <ConfirmDialog
          open
          danger
          title={`Delete ${nameOf(asked)}?`}
          body={
            <>
              <p>
                Command destroys the private key of this request with it, and there is no other copy. This cannot be
                undone.
              </p>
              <p>A certificate that was or will be issued for the request elsewhere is then of no use.</p>
            </>
          }
          confirmLabel="Delete request and key"
          busy={remove.isPending}
          disabledReason={closedToDelete}
          error={remove.error ? explain(remove.error) : null}
          onConfirm={() => remove.mutate(asked.pendingId, { onSuccess: () => forget(asked) })}
          onClose={() => {
            setAsked(null);
            remove.reset();
          }}
        />
      )}
    </>
  );
}

function save(csr: string, commonName: string, pendingId: number | null): void {
  saveFile(csr, safeFileName(commonName, pendingId === null ? '' : String(pendingId), 'csr'), 'application/pkcs10');
}

interface NotListedProps {
  error: Error;
  /** The permission it takes, where that is known. */
  lacked: string | undefined;
  onRetry: () => void;
}

/** The list cannot be had: the server's own words, as the right it takes is not published for 11 and later. */
function NotListed({ error, lacked, onRetry }: NotListedProps): ReactElement {
  const { serverWords } = explain(error);
  return (
    <Notice
      kind="info"
      title="Requests made by Command cannot be listed"
      actions={<ActionButton onClick={onRetry}>Try again</ActionButton>}
    >
      <p>
        Either you may not see them{takenWords(lacked)}, or this server does not offer them. A request that Command made
        can still be pasted.
      </p>
      {serverWords !== undefined && <p>The server says: {serverWords}</p>}
    </Notice>
  );
}
