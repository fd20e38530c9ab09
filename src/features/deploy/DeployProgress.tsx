import Box from '@mui/material/Box';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { serverNow } from '../../api/client.ts';
import { deployPfx } from '../../api/deploy.ts';
import { ApiError, explain } from '../../api/errors.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { deployWindowMs } from '../../domain/window.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Countdown } from '../../ui/Countdown.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AddStores, addStoresSchema, type AddStoresValues } from './AddStores.tsx';
import { type Asked, asked, isUnknown, overlay } from './askedStores.ts';
import { deployBody, emptyPlan, type PlannedStore, storesWord } from './deployForm.ts';
import { jobsQueryOf, StoreTimeline } from './StoreTimeline.tsx';

interface DeployProgressProps {
  certificateId: CertificateId;
  password: string;
  stores: readonly PlannedStore[];
  /** Stores for which the enrollment itself created a job; null when none were asked for; `not known`: its answer was lost. */
  answered: readonly string[] | null | 'not known';
  issuedAtServerMs: number;
  /** Server time at which the enrollment was sent, ISO text in UTC. */
  askedAt: string;
}

/** A plan on its way to the server, and where the act was: its error belongs there. */
interface Sending {
  plan: readonly PlannedStore[];
  from: 'form' | 'list';
}

/** Every store of one certificate on its way: from the request to the entry in the store's inventory. */
export function DeployProgress(props: DeployProgressProps): ReactElement {
  const { certificateId, password, stores, answered, issuedAtServerMs, askedAt } = props;
  const [later, setLater] = useState<readonly Asked[]>([]);
  const endsAtMs = issuedAtServerMs + deployWindowMs;
  const [over, setOver] = useState(() => serverNow().getTime() >= endsAtMs);
  const deploy = useMutation(deployPfx());
  const [failedFrom, setFailedFrom] = useState<Sending['from']>('list');
  const [confirming, setConfirming] = useState<Sending | null>(null);
  const [opened, setOpened] = useState(false);
  const form = useForm<AddStoresValues>({
    resolver: zodResolver(addStoresSchema),
    defaultValues: { stores: emptyPlan() },
  });
  const typed = useWatch({ control: form.control, name: 'stores' });
  const inForm = opened ? typed.map((store) => store.storeId) : [];

  const first =
    answered === 'not known'
      ? asked(stores, askedAt, null)
      : asked(stores, answered === null ? null : askedAt, answered);
  const all = overlay(first, later);
  const lost = all.filter(isUnknown);
  // The timelines ask; a job that they found is an answer, too.
  const proofs = useQueries({
    queries: lost.map(({ store, askedAt: at }) => ({ ...jobsQueryOf(store, at ?? ''), enabled: false })),
  });
  const unknown = lost.filter((_, at) => (proofs[at]?.data?.rows?.length ?? 0) === 0);
  const onTheirWay = all
    .filter((one) => one.accepted === true || (isUnknown(one) && !unknown.includes(one)))
    .map((one) => one.store.storeId);
  const open = all.filter(({ store }) => !onTheirWay.includes(store.storeId) && !inForm.includes(store.storeId));
  const doubtful = (plan: readonly PlannedStore[]) =>
    plan.filter((store) => unknown.some((one) => one.store.storeId === store.storeId));

  // The plan is set on opening: a form that leaves the page empties its secret fields, in whatever it then holds.
  const openForm = (plan: PlannedStore[]): void => {
    form.reset({ stores: plan });
    setOpened(true);
  };
  const close = (): void => {
    setOpened(false);
    if (failedFrom === 'form') deploy.reset();
  };
  const post = async ({ plan, from }: Sending): Promise<void> => {
    // Jobs are told from older ones by their time, so it is taken before the request is.
    const at = serverNow().toISOString();
    setFailedFrom(from);
    try {
      const { accepted } = await deploy.mutateAsync({ body: deployBody(plan, certificateId, password) });
      setLater((before) => overlay(before, asked(plan, at, accepted)));
      if (from === 'form') close();
    } catch (error) {
      // The mutation shows the error; what may have happened all the same is followed.
      if (error instanceof ApiError && error.outcomeUnknown) {
        setLater((before) => overlay(before, asked(plan, at, null)));
      }
    }
  };
  const send = (sending: Sending): void => {
    if (doubtful(sending.plan).length > 0) setConfirming(sending);
    else void post(sending);
  };
  const edit = (store: PlannedStore): void => {
    if (opened) form.setValue('stores', [...form.getValues('stores'), store]);
    else openForm([store]);
  };
  useEffect(() => {
    if (over) return undefined;
    // Asked of the clock each time: what is known of the server's clock changes with each answer, and laptops sleep.
    const timer = setInterval(() => {
      if (serverNow().getTime() >= endsAtMs) setOver(true);
    }, 1000);
    return () => clearInterval(timer);
  }, [over, endsAtMs]);
  const closedReason = over ? 'The five minutes after enrollment are over.' : undefined;
  const error = deploy.error ? explain(deploy.error) : null;

  return (
    <Box component="section" aria-label="Deployment">
      {!over && (
        <Box component="p" sx={{ mt: 0, color: 'text.secondary' }}>
          <Countdown endsAtMs={endsAtMs} nowMs={serverNow().getTime()} label="to add stores with this key" />
        </Box>
      )}
      {over && (
        <Notice kind="info" title="The server has let go of this key’s staging copy.">
          Stores can be added for five minutes after enrollment. Later it takes the retained key, where the template
          keeps one, or a new enrollment.
        </Notice>
      )}
      {all.map((one) => {
        const editable = one.accepted === false && !over && !inForm.includes(one.store.storeId);
        return (
          <StoreTimeline
            key={`${one.store.storeId} ${one.askedAt}`}
            certificateId={certificateId}
            {...one}
            {...(editable ? { onEdit: () => edit(one.store) } : {})}
          />
        );
      })}
      {error && failedFrom === 'list' && <ErrorNotice error={error} />}
      {open.length > 0 && (
        <Box sx={{ my: 1 }}>
          <ActionButton
            kind="primary"
            busy={deploy.isPending}
            disabledReason={closedReason}
            onClick={() => send({ plan: open.map((one) => one.store), from: 'list' })}
          >
            {open.some((one) => one.askedAt !== null) ? 'Deploy again' : 'Deploy'} to {storesWord(open.length)}
          </ActionButton>
        </Box>
      )}
      {opened ? (
        <AddStores
          form={form}
          asked={onTheirWay}
          busy={deploy.isPending}
          closedReason={closedReason}
          error={failedFrom === 'form' ? error : null}
          onDeploy={(plan) => send({ plan, from: 'form' })}
          onClose={close}
        />
      ) : (
        <ActionButton disabledReason={closedReason} onClick={() => openForm(emptyPlan())}>
          Add a store
        </ActionButton>
      )}
      <ConfirmDialog
        open={confirming !== null}
        title="Deploy again without knowing what the last request did?"
        body={<Doubt stores={confirming ? doubtful(confirming.plan) : []} />}
        confirmLabel="Deploy again"
        onClose={() => setConfirming(null)}
        onConfirm={() => {
          setConfirming(null);
          if (confirming) void post(confirming);
        }}
      />
    </Box>
  );
}

function Doubt({ stores }: { stores: readonly PlannedStore[] }): ReactElement {
  return (
    <>
      <p>
        No answer to the last request is known for these stores. A second set of jobs may be created. The status below
        each store shows a job as soon as an orchestrator has taken it.
      </p>
      <ul>
        {stores.map((store) => (
          <li key={store.storeId}>{store.displayName}</li>
        ))}
      </ul>
    </>
  );
}
