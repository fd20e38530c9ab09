import Box from '@mui/material/Box';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { serverNow } from '../../api/client.ts';
import { type DeployAnswer, deployPfx } from '../../api/deploy.ts';
import { explain } from '../../api/errors.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { deployWindowMs } from '../../domain/window.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AddStores } from './AddStores.tsx';
import { deployBody, type PlannedStore, storesWord } from './deployForm.ts';
import { StoreTimeline } from './StoreTimeline.tsx';

/** One store that was asked for, and what the server said to it. */
interface Asked {
  store: PlannedStore;
  /** Server time, ISO text in UTC. */
  askedAt: string;
  /** Null: not asked yet. */
  accepted: boolean | null;
}

interface DeployProgressProps {
  certificateId: CertificateId;
  password: string;
  stores: readonly PlannedStore[];
  /** Stores for which the enrollment itself created a job; null when it says nothing about stores. */
  answered: readonly string[] | null;
  issuedAtServerMs: number;
  /** Server time at which the enrollment was sent, ISO text in UTC. */
  askedAt: string;
}

const includes = (ids: readonly string[], id: string) => ids.some((other) => other.toLowerCase() === id.toLowerCase());

/** What the enrollment said of the planned stores, overlaid with every later deployment. */
function overlay(first: readonly Asked[], later: readonly Asked[]): Asked[] {
  const byId = new Map(first.map((asked) => [asked.store.storeId, asked]));
  for (const asked of later) byId.set(asked.store.storeId, asked);
  return [...byId.values()];
}

/** Every store of one certificate on its way: from the request to the entry in the store's inventory. */
export function DeployProgress(props: DeployProgressProps): ReactElement {
  const { certificateId, password, stores, answered, issuedAtServerMs, askedAt } = props;
  const [later, setLater] = useState<readonly Asked[]>([]);
  const endsAtMs = issuedAtServerMs + deployWindowMs;
  const [over, setOver] = useState(() => serverNow().getTime() >= endsAtMs);
  const deploy = useMutation(deployPfx());
  const all = overlay(
    stores.map((store) => ({ store, askedAt, accepted: answered === null ? null : includes(answered, store.storeId) })),
    later,
  );
  const open = all.filter((asked) => asked.accepted !== true);
  const send = (plan: readonly PlannedStore[]) => {
    // Jobs are told from older ones by their time, so it is taken before the request is.
    const at = serverNow().toISOString();
    const note = (answer: DeployAnswer) =>
      plan.map((store) => ({ store, askedAt: at, accepted: includes(answer.accepted, store.storeId) }));
    deploy.mutate(
      { body: deployBody(plan, certificateId, password) },
      { onSuccess: (answer) => setLater((before) => overlay(before, note(answer))) },
    );
  };

  return (
    <Box component="section" aria-label="Deployment">
      {!over && (
        <Box component="p" sx={{ mt: 0, color: 'text.secondary' }}>
          <Countdown
            endsAtMs={endsAtMs}
            nowMs={serverNow().getTime()}
            label="to add stores with this key"
            onEnd={() => setOver(true)}
          />
        </Box>
      )}
      {over && (
        <Notice kind="info" title="The server has let go of this key’s staging copy.">
          Stores can be added for five minutes after enrollment. Later it takes the retained key, where the template
          keeps one, or a new enrollment.
        </Notice>
      )}
      {deploy.error && <ErrorNotice error={explain(deploy.error)} />}
      {all.map((asked) => (
        <StoreTimeline
          key={`${asked.store.storeId} ${asked.askedAt}`}
          certificateId={certificateId}
          store={asked.store}
          askedAt={asked.askedAt}
          accepted={asked.accepted}
        />
      ))}
      {open.length > 0 && (
        <Box sx={{ my: 1 }}>
          <ActionButton
            kind="primary"
            busy={deploy.isPending}
            disabledReason={over ? 'The five minutes after enrollment are over.' : undefined}
            onClick={() => send(open.map((asked) => asked.store))}
          >
            {open.some((asked) => asked.accepted === false) ? 'Try again' : 'Deploy'} to {storesWord(open.length)}
          </ActionButton>
        </Box>
      )}
      <AddStores
        chosen={all.map((asked) => asked.store.storeId)}
        busy={deploy.isPending}
        closedReason={over ? 'The five minutes after enrollment are over.' : undefined}
        onDeploy={send}
      />
    </Box>
  );
}
