import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { certificateQuery } from '../../api/certificates.ts';
import { serverNow } from '../../api/client.ts';
import type { Scope } from '../../domain/scope.ts';
import { deployWindowMs } from '../../domain/window.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Act } from './Act.tsx';
import { AddStores } from './AddStores.tsx';
import { useKnownJobs } from './askedJobs.ts';
import { asked, sameId } from './askedStores.ts';
import { emptyPlan, followed, type PlannedStore, type StagedId, storesWord, without } from './deployForm.ts';
import { askedAfter } from './deployments.ts';
import { Notices, Quiet } from './deployStyle.ts';
import { addLaterSchema, type AddLaterValues, emptyAddLater } from './entriesForm.ts';
import { askKey, isGone } from './followEvidence.ts';
import { FollowStores } from './FollowStores.tsx';
import { KeptKeyForm } from './KeptKeyForm.tsx';
import { KeyWindow } from './KeyWindow.tsx';
import { failedByEntry, hasFailed } from './mayBeSent.ts';
import { PlanAgain } from './PlanAgain.tsx';
import { withoutSecrets } from './planSecrets.ts';
import { replacesSome, SendQuestion } from './SendQuestion.tsx';
import { usePageDeployments } from './useDeployments.ts';
import { useFocusOnEnd } from './useFocusOnEnd.ts';
import { useIsOver } from './useIsOver.ts';
import { useWhyNotDeploy } from './useWhyNotDeploy.ts';
import { planFields, startsOfPlan, useOpenPlan } from './useOpenPlan.ts';
import { useKeptStanding } from './useKeptStanding.ts';
import { useStanding } from './useStanding.ts';
import { stillAhead, whenValues } from './when.ts';

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

const resolver = zodResolver(addLaterSchema(serverNow));

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
  const sendings = ofCertificate.filter(({ what }) => what !== 'replace');
  const endsAtMs = issuedAtServerMs + deployWindowMs;
  const over = useIsOver(endsAtMs);
  const [confirming, setConfirming] = useState<Wanted>({ plan: [], from: 'list' });
  const [asking, setAsking] = useState(false);
  const section = useRef<HTMLElement>(null);
  /** After the five minutes the form is one for the key that the server keeps. */
  const [goesOn, setGoesOn] = useState(false);
  const staged = useForm<AddLaterValues>({ resolver, defaultValues: emptyAddLater() });
  // One of its own: that of the staged key empties its secrets when it goes, by their places in its plan.
  const kept = useForm<AddLaterValues>({ resolver, defaultValues: emptyAddLater() });
  const last = sendings.at(-1);
  const fresh = last === undefined ? startsAt : last.startsAt;
  const keptFields = planFields(kept, (plan) => ({
    ...emptyAddLater(),
    ...whenValues(startsOfPlan(plan, [{ plan: stores, startsAt }, ...sendings], fresh), serverNow()),
  }));
  const {
    openedAt,
    close,
    edit,
    drop,
    isDropped,
    open: openForm,
  } = useOpenPlan(goesOn ? keptFields : planFields(staged, emptyAddLater), sendings.length);
  const ofStaged = useWatch({ control: staged.control, name: 'stores' });
  const ofKept = useWatch({ control: kept.control, name: 'stores' });
  const typed = goesOn ? ofKept : ofStaged;
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
  const { found, gone, unended, ...ofPage } = useStanding(all, replaced);
  // Sent from another tab, say.
  const elsewhere = useKeptStanding(certificateId, [{ askedAt }, ...page.sendings], undefined, true);
  const taken = [...ofPage.taken, ...elsewhere.taken];
  const unknown = [...ofPage.doubtful, ...elsewhere.doubtful];
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
  const doubtful = (plan: readonly PlannedStore[]) =>
    plan.filter((store) => [...unknown, ...unended].some((id) => sameId(id, store.storeId)));
  const { lacking, closedList } = useWhyNotDeploy();
  const closedReason = lacking ?? (over ? 'The five minutes after enrollment are over.' : undefined);
  const isKept = useQuery({ ...certificateQuery(certificateId, scope), enabled: over }).data?.hasPrivateKey === true;
  const unsent = openedAt === null ? [] : typed.filter(({ storeId }) => !isTaken(storeId));
  const carried = [...unsent, ...open];
  const mayGoOn = over && isKept && !goesOn && (openedAt !== null || open.length > 0);
  const goOn = (): void => {
    // The button goes, and with it what has the focus.
    section.current?.focus({ preventScroll: true });
    setGoesOn(true);
    openForm(withoutSecrets(carried), keptFields);
  };
  const editAgain = (plan: PlannedStore[]): void => edit(goesOn ? withoutSecrets(plan) : plan);
  const error = last?.error ?? null;
  const ofForm = last?.from === 'form';
  const errorOfForm = ofForm && openedAt !== null && sendings.length > openedAt ? error : null;
  // At the end of the five minutes the form goes by itself.
  useFocusOnEnd(section, mayGoOn && openedAt !== null);
  const closeForm = (): void => {
    // The form goes, and with it what has the focus.
    section.current?.focus({ preventScroll: true });
    close();
  };
  // A job may be found while the question stands.
  const untaken = (plan: readonly PlannedStore[]) => plan.filter(({ storeId }) => !isTaken(storeId));
  const inQuestion = untaken(confirming.plan);
  const post = async ({ plan: wanted, from }: Wanted): Promise<void> => {
    const plan = untaken(wanted);
    if (plan.length === 0) return;
    const ended = await page.deploy({ certificateId, requestId, commonName, password, startsAt, from }, plan);
    if (ended?.state !== 'answered' || from !== 'form') return;
    // What was added while the answer was awaited has not been sent.
    const left = without(staged.getValues('stores'), wanted);
    if (left.length === 0) closeForm();
    else staged.setValue('stores', left);
  };
  const send = (wanted: Wanted): void => {
    const asks = doubtful(wanted.plan).length > 0 || replacesSome(wanted.plan);
    setAsking(asks);
    if (asks) setConfirming(wanted);
    else void post(wanted);
  };
  const endQuestion = (): void => {
    setAsking(false);
    // The words stay while the question fades, and no secret with them.
    setConfirming({ ...confirming, plan: withoutSecrets(confirming.plan) });
  };
  const editable = (id: string) => (goesOn || (!over && again)) && open.some((plan) => sameId(plan.storeId, id));

  return (
    <section aria-label="Deployment" ref={section} tabIndex={-1} style={{ outline: 'none' }}>
      {lacking === undefined && (closedList === undefined || all.length + replaced.length > 0) && (
        <KeyWindow
          certificateId={certificateId}
          scope={scope}
          endsAtMs={endsAtMs}
          over={over}
          note={windowNote}
          leadsOn={!mayGoOn && !goesOn}
        />
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
        {error && (!ofForm || (errorOfForm === null && goesOn) || mayGoOn) && <ErrorNotice error={error} />}
      </Notices>
      <FollowStores
        certificateId={certificateId}
        all={all}
        scope={scope}
        onEdit={(id) => editAgain(planOf(id))}
        mayEdit={editable}
        onDrop={drop}
      />
      {same.length > 0 && !(over && (again || isKept)) && (
        <Act
          words={
            again &&
            `A new job for each store that has none or whose job failed or was cancelled, with its plan as it was.${same.length < open.length ? ' With an entry in the way, the plan of a store has to change first.' : ''}${failed === 0 ? '' : ' The job that failed can be run again at its store instead.'}`
          }
        >
          <ActionButton
            kind={failed > 0 ? 'plain' : 'primary'}
            busy={page.busy}
            disabledReason={closedReason}
            onClick={() => send({ plan: same, from: 'list' })}
          >
            {again ? 'Deploy again' : 'Deploy'} to {storesWord(same.length)}
            {replacesSome(same) && '…'}
          </ActionButton>
        </Act>
      )}
      {mayGoOn && (
        <Act words="Stores without a job, and those whose job failed or was cancelled, get the key that the server keeps, at any time, as planned. Passwords are typed again.">
          <ActionButton
            // What is still on its way may yet make their jobs.
            busy={page.busy}
            disabledReason={lacking}
            onClick={goOn}
          >
            Go on with the kept key
          </ActionButton>
        </Act>
      )}
      {goesOn && <PlanAgain count={open.length} disabledReason={lacking} onPlan={() => editAgain(open)} />}
      {openedAt === null && !mayGoOn && (
        <ActionButton
          disabledReason={closedList ?? (goesOn ? undefined : closedReason)}
          onClick={() => openForm(emptyPlan())}
        >
          Add a store
        </ActionButton>
      )}
      {openedAt !== null && goesOn && (
        <KeptKeyForm
          certificateId={certificateId}
          commonName={commonName}
          scope={scope}
          form={kept}
          deployments={page.deployments}
          busy={page.busy}
          taken={taken}
          doubtful={unknown}
          unended={[...unended, ...elsewhere.unended]}
          error={errorOfForm}
          onClose={closeForm}
        />
      )}
      {openedAt !== null && !goesOn && !mayGoOn && (
        <AddStores
          form={staged}
          asked={taken}
          busy={page.busy}
          closedReason={closedReason}
          startsAt={stillAhead(startsAt, serverNow())}
          error={errorOfForm}
          onDeploy={(plan) => send({ plan, from: 'form' })}
          onClose={closeForm}
        />
      )}
      {lacking !== undefined && <Quiet>{lacking.words}.</Quiet>}
      <SendQuestion
        open={asking && inQuestion.length > 0}
        plan={inQuestion}
        doubtful={doubtful(inQuestion)}
        startsAt={stillAhead(startsAt, serverNow())}
        onClose={endQuestion}
        onConfirm={() => {
          endQuestion();
          void post(confirming);
        }}
      />
    </section>
  );
}
