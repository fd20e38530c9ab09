import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { serverNow } from '../../api/client.ts';
import { storesOfCertificateQuery } from '../../api/renewals.ts';
import { addPost, addToStores } from '../../api/storeEntries.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { noScope, type Scope } from '../../domain/scope.ts';
import { Form } from '../../form/Form.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Prepared } from '../../ui/Prepared.tsx';
import { isOnItsWay, jobsOfQuery, useKnownJobs } from './askedJobs.ts';
import { isUnknown, sameId } from './askedStores.ts';
import { cancelledQuery } from './cancelledJobs.ts';
import { addToWire, emptyPlan, followed, type PlannedStore, storesWord } from './deployForm.ts';
import { askedAfter } from './deployments.ts';
import { DeployPlanStep } from './DeployPlan.tsx';
import { Buttons, Notices } from './deployStyle.ts';
import { addLaterSchema, type AddLaterValues } from './entriesForm.ts';
import { FollowStores } from './FollowStores.tsx';
import { mayBeSent } from './mayBeSent.ts';
import { heldBefore } from './places.ts';
import { storeSecrets } from './planSecrets.ts';
import { StartText } from './StartText.tsx';
import { useSendings } from './useDeployments.ts';
import { useOpenPlan } from './useOpenPlan.ts';
import { startOf } from './when.ts';
import { WhenFields } from './WhenFields.tsx';

const Part = styled('section')({ minWidth: 0 });

interface AddLaterProps {
  certificateId: CertificateId;
  commonName: string;
  /** The server keeps its key. */
  hasPrivateKey: boolean;
  /** The part of the certificates that the caller may read. */
  scope?: Scope;
  /** A plan to begin with, in the open form. */
  planned?: readonly PlannedStore[];
  /** Stores, by id, that the page has asked for in another way: with a job, and with a request that nobody answered. */
  elsewhere?: { taken: readonly string[]; doubtful: readonly string[] };
  /** Why nothing can be deployed. */
  closedReason?: string | undefined;
  /** What else can be done, beside the button that opens the form. */
  children?: ReactNode;
}

const resolver = zodResolver(addLaterSchema(serverNow));

const emptyForm = (): AddLaterValues => ({ stores: emptyPlan(), when: 'soon', jobTime: '' });

/** Puts a certificate that the server has into more stores, at any time, and follows it there. */
export function AddLater(props: AddLaterProps): ReactElement {
  const {
    certificateId,
    commonName,
    hasPrivateKey,
    scope = noScope,
    planned,
    elsewhere,
    closedReason,
    children,
  } = props;
  const client = useQueryClient();
  const { deployments, sendings: ofPage, busy } = useSendings(scope);
  const { mutateAsync } = useMutation(addToStores());
  const sendings = ofPage.filter((each) => each.certificateId === certificateId);
  const form = useForm<AddLaterValues>({
    resolver,
    defaultValues: { ...emptyForm(), ...(planned && { stores: [...planned] }) },
  });
  const plan = useWatch({ control: form.control, name: 'stores' });
  const { openedAt, isPlanned, open, close, edit, drop, isDropped } = useOpenPlan(
    {
      read: () => form.getValues('stores'),
      write: (stores) => form.setValue('stores', stores),
      reset: (stores) => form.reset({ ...emptyForm(), stores }),
    },
    sendings.length,
    planned !== undefined,
  );
  const [confirming, setConfirming] = useState<AddLaterValues | null>(null);

  const all = useKnownJobs(askedAfter([], sendings).filter((one) => !isDropped(one)));
  // The list below asks; a job that it found is an answer, too.
  const { data: found } = useQuery({ ...jobsOfQuery(all), enabled: false });
  const { data: cancelled } = useQuery(cancelledQuery());
  const free = all.filter((one) => mayBeSent(one, found, cancelled)).map(({ store }) => store.storeId);
  const own = all.map(({ store }) => store.storeId).filter((id) => !free.includes(id));
  const taken = [...own, ...(elsewhere?.taken ?? [])];
  const isOf = (ids: readonly string[]) => (store: PlannedStore) => ids.some((id) => sameId(id, store.storeId));
  const fresh = (stores: readonly PlannedStore[]) => stores.filter((store) => !isOf(taken)(store));
  const count = fresh(plan).length;
  const unknown = all.filter((one) => isUnknown(one) && !isOnItsWay(one, found)).map(({ store }) => store.storeId);
  const isDoubtful = isOf([...unknown, ...(elsewhere?.doubtful ?? [])]);
  const last = sendings.at(-1);
  const error = openedAt !== null && sendings.length > openedAt ? (last?.error ?? null) : null;
  const planOf = (id: string) =>
    sendings
      .flatMap((each) => each.plan)
      .filter((each) => sameId(each.storeId, id))
      .slice(-1);

  const inForm = (id: string) => openedAt !== null && plan.some((each) => sameId(each.storeId, id));
  const add = async (values: AddLaterValues): Promise<void> => {
    setConfirming(null);
    const wanted = fresh(values.stores);
    // A job of each may have been found while the question stood.
    if (wanted.length === 0) return;
    const places = client.getQueryData(storesOfCertificateQuery(certificateId, scope).queryKey) ?? [];
    const stores = wanted.map((store) => heldBefore(followed(store), places));
    const startsAt = startOf(values);
    const post = addPost({ certificateId, stores: addToWire(wanted), startsAt, scope });
    const ended = await deployments.send({
      certificateId,
      commonName,
      what: 'add',
      from: 'form',
      plan: wanted,
      stores,
      startsAt,
      transmit: async () => {
        const jobIds = await mutateAsync({ ...post, secrets: wanted.flatMap(storeSecrets) });
        // One job for each store; with fewer, nobody says which stores have none.
        const accepted = jobIds.length < stores.length ? null : stores.map(({ storeId }) => storeId);
        return { jobIds, accepted };
      },
    });
    if (ended?.state === 'answered') close();
  };

  return (
    <Part aria-label="Deploy to stores">
      {all.length > 0 && (
        <FollowStores
          certificateId={certificateId}
          all={all}
          scope={scope}
          onEdit={(id) => edit(planOf(id))}
          onDrop={drop}
          mayEdit={(id) => free.includes(id) && !inForm(id) && planOf(id).length > 0}
        />
      )}
      {openedAt === null && (
        <Buttons>
          <ActionButton disabledReason={closedReason} onClick={() => open(emptyPlan())}>
            Deploy to stores
          </ActionButton>
          {children}
        </Buttons>
      )}
      {(openedAt !== null || closedReason === undefined) && (
        <Prepared key={isPlanned ? 'planned' : 'empty'} open={openedAt !== null}>
          <Form
            form={form}
            label="Deploy to stores"
            onSubmit={form.handleSubmit((values) => {
              if (!busy && fresh(values.stores).length > 0) setConfirming(values);
            })}
          >
            {!hasPrivateKey && (
              <Notices>
                <Notice kind="info" title="The server keeps no key of this certificate">
                  Only stores that take certificates without a key can get it. A key needs a new enrollment.
                </Notice>
              </Notices>
            )}
            <DeployPlanStep name="stores" asked={taken} keys={hasPrivateKey ? 'choice' : 'never'} />
            {plan.length > 0 && <WhenFields label="Start of the jobs" />}
            <Notices>{error && <ErrorNotice error={error} />}</Notices>
            <Buttons>
              <ActionButton
                kind="primary"
                type="submit"
                busy={busy}
                disabledReason={count === 0 ? 'Choose a store first.' : undefined}
              >
                {count === 0 ? 'Deploy…' : `Deploy to ${storesWord(count)}…`}
              </ActionButton>
              <ActionButton kind="quiet" disabledReason={busy ? 'Wait for the answer.' : undefined} onClick={close}>
                Close
              </ActionButton>
              {openedAt !== null && children}
            </Buttons>
          </Form>
        </Prepared>
      )}
      <ConfirmDialog
        open={confirming !== null}
        title={`Deploy certificate ${certificateId}${commonName === '' ? '' : `, ${commonName},`} to ${storesWord(fresh(confirming?.stores ?? []).length)}?`}
        body={
          confirming && (
            <>
              <ul>
                {fresh(confirming.stores).map((store) => (
                  <li key={store.storeId}>
                    {store.displayName}: {entryWords(store)}
                    {isDoubtful(store) && ' No answer to the last request is known: a second job may be created.'}
                  </li>
                ))}
              </ul>
              <StartText startsAt={startOf(confirming)} />
            </>
          )
        }
        confirmLabel="Deploy"
        onClose={() => setConfirming(null)}
        // Judged once more: the chosen time may have passed while the question stood.
        onConfirm={() => void form.handleSubmit(add, () => setConfirming(null))()}
      />
    </Part>
  );
}

/** What the store is told, in a sentence. */
function entryWords({ alias, overwrite, privateKey }: PlannedStore): string {
  const key = privateKey ? 'with its key' : 'without its key';
  const name = alias.trim();
  if (overwrite) return `replaces the entry ${name}, ${key}.`;
  return `a new entry${name === '' ? '' : ` ${name}`}, ${key}.`;
}
