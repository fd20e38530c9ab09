import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useFormContext } from 'react-hook-form';
import { explain } from '../../../api/errors.ts';
import { storesOfCertificateQuery } from '../../../api/renewals.ts';
import { asRead, isMissing } from '../../../api/unread.ts';
import type { CertificateId } from '../../../domain/ids.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { storesWord } from '../../deploy/deployForm.ts';
import { Notices } from '../../deploy/deployStyle.ts';
import { takenWords } from '../../../domain/takenWords.ts';
import { Held } from '../renewal/RenewedStores.tsx';
import { useScope } from '../useScope.ts';
import type { PfxValues } from './pfxForm.ts';

/** The stores of the certificate that the new one replaces, as the last inventories know them. */
export function ReplacedPlaces({ certificateId }: { certificateId: CertificateId }): ReactElement {
  const { setValue } = useFormContext<PfxValues>();
  const places = useQuery({ ...storesOfCertificateQuery(certificateId, useScope()), select: asRead });
  const { data: read, error } = places;
  const refused = isMissing(read);
  const data = refused ? null : read;
  const count = new Set(data?.map(({ storeId }) => storeId)).size;
  return (
    <section aria-label="Replacement">
      <h3>Replaces certificate {certificateId} in its stores</h3>
      {places.isPending && <Loading what="the stores of the certificate" />}
      <Notices>{error && <ErrorNotice error={explain(error)} onRetry={() => void places.refetch()} />}</Notices>
      {refused && (
        <p>
          You may not read where that certificate is{takenWords(read.permission)}. The server picks the stores, by its
          inventories.
        </p>
      )}
      {data?.length === 0 && (
        <p>
          No inventory has found that certificate in a store, so that nothing would be replaced as far as that is known.
        </p>
      )}
      {data && data.length > 0 && (
        <>
          <p>
            Once the new certificate is issued, {count === 1 ? 'this store gets' : `these ${storesWord(count)} get`} it
            under the same aliases, in the place of the old one. The server goes by its inventories of that moment.
          </p>
          <Held places={data} />
        </>
      )}
      <ActionButton onClick={() => setValue('replaces', null, { shouldDirty: true })}>Do not replace it</ActionButton>
    </section>
  );
}
