import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { certificateQuery } from '../../api/certificates.ts';
import { serverNow } from '../../api/client.ts';
import type { Scope } from '../../domain/scope.ts';
import { deployWindowMs } from '../../domain/window.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { LostPart, PartBoundary } from '../../ui/LostPart.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Act } from './Act.tsx';
import { AddStores, addStoresSchema, type AddStoresValues } from './AddStores.tsx';
import { goneOfQuery, isOnItsWay, jobsOfQuery, useKnownJobs } from './askedJobs.ts';
import { type Asked, asked, isUnknown, sameId } from './askedStores.ts';
import { cancelledQuery } from './cancelledJobs.ts';
import { emptyPlan, followed, type PlannedStore, type StagedId, storesWord } from './deployForm.ts';
import { askedAfter } from './deployments.ts';
import { Notices, Quiet } from './deployStyle.ts';
import { askKey, isGone } from './followEvidence.ts';
import { FollowStores } from './FollowStores.tsx';
import { KeyWindow } from './KeyWindow.tsx';
import { failedByEntry, hasFailed, mayBeSent } from './mayBeSent.ts';
import { withoutSecrets } from './planSecrets.ts';
import { usePageDeployments } from './useDeployments.ts';
import { useIsOver } from './useIsOver.ts';
import { useNoStoreReason } from './useNoStoreReason.ts';
import { useOpenPlan } from './useOpenPlan.ts';
import { stillAhead } from './when.ts';

const AddLater = lazy(async () => ({ default: (await import('./AddLater.tsx')).AddLater }));

interface DeployProgressProps extends StagedId {
  commonName: string;
  password: string;
  stores: readonly PlannedStore[];
  /** Stores for which the enrollment itself created a job; null when none were asked for; `not known`: nobody told. */
  answered: readonly string[] | null | 'not known';
  issuedAtServerMs: number;
  /** What is not certain about the end of the five minutes, as a sentence. */
  windowNote?: string;
  /** Server time at which the enrollment was sent, ISO text in UTC. */
  askedAt: string;
  /** When the stores are to get it, ISO text in UTC; null: at once. */
  startsAt: string | null;
  /** The part of the certificates that the caller may read. */
  scope: Scope;
}

/** A plan to be sent, and where the act was: its error belongs there. */
interface Wanted {
  plan: readonly PlannedStore[];
  from: 'form' | 'list';
}

/** Every store of one certificate on its way: from the request to the entry in the store's inventory. */
export function DeployProgress(props: DeployProgressProps): ReactElement {
  const {
    certificateId,
    requestId,
    windowNote,
    commonName,
    password,
    stores,
    answered,
    issuedAtServerMs,
    askedAt,
    startsAt,
    scope,
  } = props;
  const page = usePageDeployments();
  const ofCertificate = page.sendings.filter((each) => each.certificateId === certificateId);
  const sendings = ofCertificate.filter(({ what }) => what === 'deploy');
  const endsAtMs = issuedAtServerMs + deployWindowMs;
  const over = useIsOver(endsAtMs);
  const [confirming, setConfirming] = useState<Wanted | null>(null);
  const form = useForm<AddStoresValues>({
    resolver: zodResolver(addStoresSchema),
    defaultValues: { stores: emptyPlan() },
  });
  const {
    openedAt,
    close,
    edit,
    drop,
    isDropped,
    open: openForm,
  } = useOpenPlan(
    {
      read: () => form.getValues('stores'),
      write: (plan) => form.setValue('stores', plan),
      reset: (plan) => form.reset({ stores: plan }),
    },
    sendings.length,
  );
  const typed = useWatch({ control: form.control, name: 'stores' });
  const inForm = openedAt === null ? [] : typed.map((store) => store.storeId);

  const notKnown = answered === 'not known';
  const first = asked(stores.map(followed), answered === null ? null : askedAt, notKnown ? null : answered, startsAt);
  const all = useKnownJobs(askedAfter(first, sendings).filter((one) => !isDropped(one)));
  // What takes the places of an older certificate has jobs as well.
  const replaced = useKnownJobs(
    askedAfter(
      [],
      ofCertificate.filter(({ what }) => what === 'replace'),
    ),
  );
  // The lists on the page ask; a job that they found is an answer, too.
  const { data: found } = useQuery({ ...jobsOfQuery(all), enabled: false });
  const gone = useQuery(goneOfQuery(all, false)).data ?? [];
  const { data: cancelled } = useQuery(cancelledQuery());
  const { data: foundReplaced } = useQuery({ ...jobsOfQuery(replaced), enabled: false });
  const foundOf = (one: Asked) => (replaced.includes(one) ? foundReplaced : found);
  const everyone = [...all, ...replaced];
  const taken = everyone.filter((one) => !mayBeSent(one, foundOf(one), cancelled)).map((one) => one.store.storeId);
  const isTaken = (id: string) => taken.some((each) => sameId(each, id));
  const sendable = all
    .filter((one) => !isGone(one, gone))
    .map((one) => one.store.storeId)
    .filter((id) => !isTaken(id));
  const planOf = (id: string): PlannedStore[] =>
    [...stores, ...sendings.flatMap((each) => each.plan)].filter((plan) => sameId(plan.storeId, id)).slice(-1);
  const open = sendable.filter((id) => !inForm.includes(id)).flatMap(planOf);
  const of = (plan: PlannedStore) => all.filter(({ store }) => sameId(store.storeId, plan.storeId));
  // With an entry in the way the same plan is of no use.
  const same = open.filter((plan) => !of(plan).some((one) => failedByEntry(one, found)));
  const failed = same.filter((plan) => of(plan).some((one) => hasFailed(one, found))).length;
  const again = all.some((one) => one.askedAt !== null);
  const unknown = everyone.filter((one) => isUnknown(one) && !isOnItsWay(one, foundOf(one)));
  const doubtful = (plan: readonly PlannedStore[]) =>
    plan.filter((store) => unknown.some((one) => sameId(one.store.storeId, store.storeId)));
  const lacking = useNoStoreReason();
  const closedReason = lacking ?? (over ? 'The five minutes after enrollment are over.' : undefined);
  const kept = useQuery({ ...certificateQuery(certificateId, scope), enabled: over }).data?.hasPrivateKey === true;
  /** The plan that the form held when the time was over. */
  const [carried, setCarried] = useState<readonly PlannedStore[] | null>(null);
  const unsent = typed.filter(({ storeId }) => !isTaken(storeId));
  const last = sendings.at(-1);
  const error = last?.error ?? null;
  const ofForm = last?.from === 'form';

  const post = async ({ plan: wanted, from }: Wanted): Promise<void> => {
    // A job may have been found while the question stood.
    const plan = wanted.filter(({ storeId }) => !isTaken(storeId));
    if (plan.length === 0) return;
    const ended = await page.deploy({ certificateId, requestId, commonName, password, startsAt, from }, plan);
    if (ended?.state === 'answered' && from === 'form') close();
  };
  const send = (wanted: Wanted): void => {
    if (doubtful(wanted.plan).length > 0) setConfirming(wanted);
    else void post(wanted);
  };
  const editable = (id: string) => !over && again && open.some((plan) => sameId(plan.storeId, id));

  return (
    <section aria-label="Deployment">
      {lacking === undefined && (
        <KeyWindow certificateId={certificateId} scope={scope} endsAtMs={endsAtMs} over={over} note={windowNote} />
      )}
      <Notices>
        {last?.state === 'under way' && (
          <Notice kind="info" title={`Asking the server to deploy to ${storesWord(last.stores.length)}`} />
        )}
        {notKnown && first.some((one) => all.some((each) => askKey(each) === askKey(one))) && (
          <Notice kind="info" title="The server has not said which stores got a job">
            What orchestrators and inventories show counts. Deploying again could make a second set of jobs.
          </Notice>
        )}
        {error && !ofForm && <ErrorNotice error={error} />}
      </Notices>
      <FollowStores
        certificateId={certificateId}
        all={all}
        scope={scope}
        onEdit={(id) => edit(planOf(id))}
        mayEdit={editable}
        onDrop={drop}
      />
      {same.length > 0 && !(again && over) && (
        <Act
          words={
            again &&
            `A new job for each store that has none or whose job failed or was cancelled, with its plan as it was.${failed === 0 ? '' : ' The job that failed can be run again at its store instead.'}`
          }
        >
          <ActionButton
            kind={failed > 0 ? 'plain' : 'primary'}
            busy={page.busy}
            disabledReason={closedReason}
            onClick={() => send({ plan: same, from: 'list' })}
          >
            {again ? 'Deploy again' : 'Deploy'} to {storesWord(same.length)}
          </ActionButton>
        </Act>
      )}
      {carried !== null && (
        <PartBoundary part={AddLater} lost={<LostPart what="This form" />}>
          <Suspense fallback={null}>
            <AddLater
              certificateId={certificateId}
              commonName={commonName}
              hasPrivateKey
              scope={scope}
              planned={carried}
              elsewhere={{ taken, doubtful: unknown.map(({ store }) => store.storeId) }}
              closedReason={lacking}
            />
          </Suspense>
        </PartBoundary>
      )}
      {openedAt === null && carried === null && (
        <ActionButton disabledReason={closedReason} onClick={() => openForm(emptyPlan())}>
          Add a store
        </ActionButton>
      )}
      {openedAt !== null && (
        <AddStores
          form={form}
          asked={taken}
          busy={page.busy}
          closedReason={closedReason}
          startsAt={stillAhead(startsAt, serverNow())}
          error={ofForm && sendings.length > openedAt ? error : null}
          onDeploy={(plan) => send({ plan, from: 'form' })}
          onClose={close}
        />
      )}
      {openedAt !== null && over && kept && (
        <Act words="The stores of this plan get the key that the server keeps, at any time. Passwords are typed again.">
          <ActionButton
            // What is still on its way may yet make their jobs.
            busy={page.busy}
            disabledReason={unsent.length === 0 ? 'Choose a store first.' : undefined}
            onClick={() => {
              setCarried(withoutSecrets(unsent));
              close();
            }}
          >
            Go on with the kept key
          </ActionButton>
        </Act>
      )}
      {lacking !== undefined && <Quiet>{lacking}.</Quiet>}
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
    </section>
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
