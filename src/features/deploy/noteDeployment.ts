import type { QueryClient } from '@tanstack/react-query';
import { serverAddress } from '../../api/client.ts';
import { meQuery } from '../../api/server.ts';
import { tellHost } from '../../host.ts';
import { forgetDeployment, keepDeployment, type KeptDeployment } from './keptDeployments.ts';

/** What the list of this browser does not know by itself. */
const whose = (client: QueryClient): Pick<KeptDeployment, 'server' | 'user'> => ({
  server: serverAddress(),
  user: client.getQueryData(meQuery().queryKey)?.name ?? null,
});

/** Puts a deployment into the list of this browser, under this server and user. Called where it is sent, never while drawing. */
export function noteDeployment(client: QueryClient, deployment: Omit<KeptDeployment, 'server' | 'user'>): void {
  keepDeployment({ ...whose(client), ...deployment });
  const accepted = deployment.stores.filter((store) => store.accepted === true).length;
  if (accepted > 0) tellHost({ type: 'deployed', certificateId: deployment.certificateId, stores: accepted });
}

/** Takes one out again: the server refused it. */
export const unnoteDeployment = (
  client: QueryClient,
  deployment: Pick<KeptDeployment, 'askedAt' | 'certificateId'>,
): void => {
  const nothing = { commonName: '', stores: [], collectionId: null, containerId: null };
  forgetDeployment({ ...whose(client), ...nothing, ...deployment });
};
