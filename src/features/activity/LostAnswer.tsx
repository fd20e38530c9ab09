import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { nameFilter, newCertificatesQuery } from '../../api/certificates.ts';
import { explain } from '../../api/errors.ts';
import { meQuery } from '../../api/server.ts';
import { judgeCandidates, searchBackMs } from '../../domain/candidates.ts';
import { isSan } from '../../domain/sans.ts';
import type { KeptRequest } from '../../kept.ts';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FoundCandidates } from '../../ui/FoundCandidates.tsx';
import { noteIssued, storesWords } from '../deploy/issuedLater.ts';
import { askedOfKept } from './lostRequest.ts';

const Pile = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'flex-start',
  gap: 12,
  marginBottom: 8,
  '& > [role]': { alignSelf: 'stretch' },
});

/** A request whose answer was lost: what came in under its name since, to be taken for its certificate or not. */
export function LostAnswer({ request }: { request: KeptRequest }): ReactElement {
  const [asked, setAsked] = useState(false);
  const me = useQuery(meQuery()).data?.name ?? null;
  const own = request.user ?? me;
  const { commonName } = request;
  const sans = request.sans.filter(isSan);
  const lost = askedOfKept(request);
  const searchable = nameFilter(commonName, sans) !== null;
  const search = useQuery({
    ...newCertificatesQuery(commonName, Date.parse(request.sentAt) - searchBackMs(lost), sans, request.scope),
    enabled: asked && searchable,
  });
  if (!searchable)
    return (
      <p>
        The request has no name that the server’s search takes. Look at the{' '}
        <Link to={paths.certificates()}>newest certificates</Link>.
      </p>
    );
  const look = (): void => {
    if (asked) void search.refetch();
    setAsked(true);
  };
  return (
    <Pile>
      <ActionButton
        kind={(search.data?.rows.length ?? 0) > 0 ? 'quiet' : 'plain'}
        busy={search.isFetching}
        onClick={look}
        label={`${asked ? 'Search again' : 'Search'} for the certificate of ${commonName || sans[0]?.value}`}
      >
        {asked ? 'Search again' : 'Search for the certificate'}
      </ActionButton>
      {search.error && <ErrorNotice error={explain(search.error)} />}
      {search.data !== undefined && (
        <FoundCandidates
          found={
            search.data && {
              candidates: judgeCandidates(lost, own, search.data.rows),
              complete: search.data.complete,
            }
          }
          onTake={({ certificateId }) =>
            noteIssued(
              request,
              certificateId,
              `Found by searching: the answer itself was lost. ${storesWords(request)}`.trim(),
            )
          }
        />
      )}
    </Pile>
  );
}
