import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useState, useSyncExternalStore } from 'react';
import { serverAddress, serverNow } from '../../api/client.ts';
import { deployPfx, replacePfx, replacePost } from '../../api/deploy.ts';
import { explain, type Explained } from '../../api/errors.ts';
import { storesOfCertificateQuery } from '../../api/renewals.ts';
import { storesByIdQuery } from '../../api/stores.ts';
import { rowsOf } from '../../api/unread.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { deployBody, followed, type PlannedStore, type StagedId } from './deployForm.ts';
import { Deployments, type Sending } from './deployments.ts';
import { sentTo } from './keptDeployments.ts';
import type * as LookAnew from './lookAnew.ts';
import { noteDeployment, unnoteDeployment } from './noteDeployment.ts';
import { followedIds, followedPlaces } from './places.ts';
import { storeSecrets } from './planSecrets.ts';
import { stillAhead } from './when.ts';

/** A certificate whose key the server still has for deployment, and the password of its PFX. */
interface Staged extends StagedId {
  commonName: string;
  password: string;
  /** When the jobs shall start, ISO text in UTC; one that is past by now means at once, as null does. */
  startsAt: string | null;
  from: Sending['from'];
}

interface PageDeployments {
  deployments: Deployments;
  /** In the order of sending. */
  sendings: readonly Sending[];
  /** One is under way: another would not be sent. */
  busy: boolean;
  /** Sends a plan once; null: nothing was sent. */
  deploy: (staged: Staged, plan: readonly PlannedStore[]) => Promise<Sending | null>;
  /** Puts the certificate into every place of an older one, once; null: nothing was sent. */
  replace: (staged: Staged, existingId: CertificateId) => Promise<Sending | null>;
}

/** As `whyHeld` of `lookAnew.ts`, whose code is there only where something was sent before. */
async function whyHeld(client: QueryClient, order: Parameters<typeof LookAnew.whyHeld>[1]): Promise<Explained | null> {
  if (sentTo(serverAddress(), order.certificateId, order.stores).length === 0) return null;
  try {
    return await (await import('./lookAnew.ts')).whyHeld(client, order);
  } catch (error) {
    return { ...explain(error), summary: 'Nothing was sent: how the earlier jobs stand could not be found out.' };
  }
}

/** The deployments of one page, kept in the list of this browser with the scope that the page started with. */
export function useSendings(scope: Scope): { deployments: Deployments; sendings: readonly Sending[]; busy: boolean } {
  const client = useQueryClient();
  const [deployments] = useState(
    () =>
      new Deployments({
        keep: (deployment) => noteDeployment(client, { ...deployment, ...scope }),
        forget: (deployment) => unnoteDeployment(client, deployment),
        whyHeld: (order) => whyHeld(client, order),
        now: serverNow,
      }),
  );
  const sendings = useSyncExternalStore(deployments.subscribe, deployments.snapshot);
  return { deployments, sendings, busy: sendings.some(({ state }) => state === 'under way') };
}

/** What the pages after an enrollment send to stores; made where the enrollment is sent, as the first one follows it at once. */
export function useDeployments(scope: Scope): PageDeployments {
  const client = useQueryClient();
  const { mutateAsync: postDeploy } = useMutation(deployPfx());
  const { mutateAsync: postReplace } = useMutation(replacePfx());
  const { deployments, sendings, busy } = useSendings(scope);
  return {
    deployments,
    sendings,
    busy,
    deploy: ({ password, requestId, ...staged }, plan) => {
      const startsAt = stillAhead(staged.startsAt, serverNow());
      const body = deployBody(plan, { ...staged, requestId }, password, startsAt);
      const stores = plan.map(followed);
      const transmit = () => postDeploy({ body, secrets: plan.flatMap(storeSecrets) });
      return deployments.send({ ...staged, startsAt, what: 'deploy', plan, stores, transmit });
    },
    replace: ({ password, requestId, ...staged }, existingId) => {
      const startsAt = stillAhead(staged.startsAt, serverNow());
      const post = replacePost({ existingId, newId: staged.certificateId, requestId, password, startsAt });
      const places = rowsOf(client.getQueryData(storesOfCertificateQuery(existingId, scope).queryKey));
      return deployments.send({
        ...staged,
        startsAt,
        what: 'replace',
        plan: [],
        stores: followedPlaces(places),
        transmit: () => postReplace(post),
        storesOf: async ({ accepted, refused }) => {
          const ids = [...accepted, ...refused];
          // Names only: without them the stores go by what inventories knew, or by their ids.
          const stores = await client.fetchQuery(storesByIdQuery(ids)).catch(() => []);
          return followedIds(ids, places, stores);
        },
      });
    },
  };
}

/** Those of the page, for whatever is drawn on it. */
export const DeploymentsContext = createContext<PageDeployments | null>(null);

/** The deployments of the page around; there is one wherever a certificate has just been issued. */
export function usePageDeployments(): PageDeployments {
  const page = useContext(DeploymentsContext);
  if (page === null) throw new Error('No deployments on this page.');
  return page;
}
