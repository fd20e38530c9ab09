import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { nameFilter, newCertificatesQuery } from '../../api/certificates.ts';
import { explain } from '../../api/errors.ts';
import { isSan } from '../../domain/sans.ts';
import { updateRequest, type KeptRequest } from '../../kept.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Time } from '../../ui/Time.tsx';

/** Clocks differ; the vendor's client allows the same two minutes. */
const searchBackMs = 120_000;

/** A request whose answer was lost: what came in under its name since, to be taken for its certificate or not. */
export function LostAnswer({ request }: { request: KeptRequest }): ReactElement {
  const [asked, setAsked] = useState(false);
  const [taking, setTaking] = useState<number | null>(null);
  const { commonName } = request;
  const sans = request.sans.filter(isSan);
  const searchable = nameFilter(commonName, sans) !== null;
  const search = useQuery({
    ...newCertificatesQuery(commonName, Date.parse(request.sentAt) - searchBackMs, sans, request.scope),
    enabled: asked && searchable,
  });
  if (!searchable)
    return <p>The request has no name that the server’s search takes. Look at the newest certificates.</p>;
  const look = (): void => {
    if (asked) void search.refetch();
    setAsked(true);
  };
  return (
    <>
      <ActionButton
        kind={(search.data?.rows.length ?? 0) > 0 ? 'quiet' : 'plain'}
        busy={search.isFetching}
        onClick={look}
        label={`Search for the certificate of ${commonName || sans[0]?.value}`}
      >
        {asked ? 'Search again' : 'Search for the certificate'}
      </ActionButton>
      {search.error && <ErrorNotice error={explain(search.error)} />}
      {search.data === null && <p>This server’s search does not take the name. Look at the newest certificates.</p>}
      {search.data && search.data.rows.length === 0 && <p>No certificate of this name has come in since.</p>}
      {search.data?.rows.map((row) => (
        <section key={row.certificateId} aria-label={`Certificate ${row.certificateId}`}>
          <Facts
            items={[
              { label: 'Certificate id', value: String(row.certificateId), mono: true },
              { label: 'Subject', value: row.subject, mono: true },
              { label: 'Requester', value: row.requesterName },
              { label: 'CA', value: row.authorityName, mono: true },
              { label: 'Taken in', value: row.importedAt === '' ? 'not known' : <Time value={row.importedAt} /> },
            ]}
          />
          <ActionButton
            onClick={() => setTaking(row.certificateId)}
            label={`This is the one: certificate ${row.certificateId}`}
          >
            This is the one
          </ActionButton>
        </section>
      ))}
      {search.data?.complete === false && <p>Only the newest thousand certificates of this name were looked at.</p>}
      <ConfirmDialog
        open={taking !== null}
        title={`Take certificate ${taking} for this request?`}
        body="The answer of the server was lost, so nothing but your comparison says that it is. The list remembers that it was found by searching."
        confirmLabel={`Take certificate ${taking}`}
        onConfirm={() => {
          updateRequest(request, {
            disposition: 'issued',
            certificateId: taking,
            reason: 'Found by searching: the answer itself was lost.',
          });
          setTaking(null);
        }}
        onClose={() => setTaking(null)}
      />
    </>
  );
}
