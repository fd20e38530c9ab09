import type { ReactElement } from 'react';
import { Notice } from '../../../ui/Notice.tsx';

/** In the place of the stores, where the password that deploying takes is not known. */
export function NoStores(): ReactElement {
  return (
    <Notice kind="info" title="Stores cannot be added from here">
      The password of the key came only with the answer that was lost. Where the template keeps keys, the certificate
      can be deployed from Keyfactor Command.
    </Notice>
  );
}
