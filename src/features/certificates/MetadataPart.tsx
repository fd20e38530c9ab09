import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState, type ReactElement } from 'react';
import { changeOwner, saveCertificateMetadata } from '../../api/certificateActions.ts';
import type { CertificateDetails } from '../../api/certificates.ts';
import { explain } from '../../api/errors.ts';
import { metadataFieldsQuery } from '../../api/metadata.ts';
import { lackedRight, whyNot } from '../../api/rights.ts';
import { meQuery, serverQuery } from '../../api/server.ts';
import type { Scope } from '../../domain/scope.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { notTaken, shownFields } from './metadataEditForm.ts';
import { Buttons, Pile, Quiet } from './pageStyle.ts';

const MetadataDialog = lazy(() => import('./MetadataDialog.tsx'));
const OwnerDialog = lazy(() => import('./OwnerDialog.tsx'));

/** What people keep about the certificate, and who owns it. */
export function MetadataPart({ record, scope }: { record: CertificateDetails; scope: Scope }): ReactElement {
  const [open, setOpen] = useState<'metadata' | 'owner' | null>(null);
  const definitions = useQuery(metadataFieldsQuery());
  const me = useQuery(meQuery()).data;
  const ownerRole = useQuery(serverQuery()).data?.abilities.ownerRole ?? false;
  const save = useMutation(saveCertificateMetadata());
  const owner = useMutation(changeOwner());
  const defined = definitions.data ?? null;
  const fields = useMemo(() => shownFields(defined, record.metadata), [defined, record.metadata]);
  const lacked = lackedRight(me, 'metadata', scope);
  const lackedForOwner = ownerRole ? lackedRight(me, 'owner', scope) : undefined;
  const held = fields.filter(({ name }) => (record.metadata[name] ?? '') !== '');
  const left = save.data && save.variables ? notTaken(save.variables.metadata, save.data.metadata) : [];
  const close = () => setOpen(null);
  return (
    <Section id="metadata" title="Metadata and owner">
      <Facts
        items={[
          ...held.map(({ name }) => ({ label: name, value: record.metadata[name] })),
          ...(ownerRole ? [{ label: 'Owner role', value: record.ownerName || 'none' }] : []),
        ]}
      />
      {held.length === 0 && <Quiet>No metadata field holds a value.</Quiet>}
      <Buttons>
        <ActionButton
          onClick={() => setOpen('metadata')}
          disabledReason={
            whyNot(me, 'metadata', scope) ??
            (definitions.isPending
              ? 'The metadata fields are being read'
              : definitions.isLoadingError
                ? 'The metadata fields could not be read'
                : fields.length === 0
                  ? 'There is no metadata field, or you may not read which there are'
                  : undefined)
          }
        >
          Edit metadata…
        </ActionButton>
        {ownerRole && (
          <ActionButton onClick={() => setOpen('owner')} disabledReason={whyNot(me, 'owner', scope)}>
            Change owner…
          </ActionButton>
        )}
      </Buttons>
      {lacked !== undefined && <Quiet>Editing metadata takes the permission {lacked}.</Quiet>}
      {lackedForOwner !== undefined && <Quiet>Changing the owner takes the permission {lackedForOwner}.</Quiet>}
      <Pile>
        {definitions.isLoadingError && (
          <ErrorNotice error={explain(definitions.error)} onRetry={() => void definitions.refetch()} />
        )}
        {save.data !== undefined && !save.isPending && <Saved read={save.data !== null} notTaken={left} />}
        {owner.data !== undefined && !owner.isPending && (
          <Saved
            read={owner.data !== null}
            notTaken={owner.data && owner.data.ownerName !== owner.variables?.owner ? ['the owner'] : []}
          />
        )}
      </Pile>
      <Suspense fallback={null}>
        {open === 'metadata' && (
          <MetadataDialog record={record} scope={scope} fields={fields} run={save} onClose={close} />
        )}
        {open === 'owner' && <OwnerDialog record={record} scope={scope} run={owner} onClose={close} />}
      </Suspense>
    </Section>
  );
}

/** Whether the server now holds what was asked for, which only reading it again can tell. */
function Saved({ read, notTaken: names }: { read: boolean; notTaken: readonly string[] }): ReactElement {
  if (!read) {
    return (
      <Notice kind="warning" title="Saved, but the certificate could not be read again">
        The server accepted the change. What it holds now was not seen.
      </Notice>
    );
  }
  if (names.length > 0) {
    return (
      <Notice kind="warning" title={`The server accepted the change but holds something else for ${names.join(', ')}`}>
        The page shows what it holds.
      </Notice>
    );
  }
  return <Notice kind="success" title="Saved: the server holds what was asked for" />;
}
