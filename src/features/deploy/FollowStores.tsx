import { type ReactElement, useRef } from 'react';
import type { CertificateId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Asked } from './askedStores.ts';
import { FollowedList } from './FollowedList.tsx';
import { IllStores } from './StoresInHead.tsx';
import { useFollowedStores } from './useFollowedStores.ts';

interface FollowStoresProps {
  certificateId: CertificateId;
  /** One element a store: its last deployment. */
  all: readonly Asked[];
  /** The part of the certificates that the caller may read. */
  scope?: Scope;
  /** Opens the plan of a store again; left out while that is not possible. */
  onEdit?: (storeId: string) => void;
  /** Which plans can be opened; all that the server did not take, unless told. */
  mayEdit?: (storeId: string) => boolean;
  /** Takes a store that the server no longer has off the plan. */
  onDrop?: (one: Asked) => void;
}

/** Every store of one sending on its way: from the request to the entry in the store's inventory, or its end there. */
export function FollowStores({ certificateId, all, scope, ...editing }: FollowStoresProps): ReactElement {
  const followed = useFollowedStores(certificateId, all, scope);
  const list = useRef<HTMLDivElement>(null);
  return (
    <>
      <IllStores stores={followed.stores} list={list} />
      <div ref={list}>
        <FollowedList followed={followed} {...editing} />
      </div>
    </>
  );
}
