import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { Link } from 'react-router';
import { serverAddress, serverNow } from '../../api/client.ts';
import { storesOfCertificateQuery } from '../../api/renewals.ts';
import { meQuery } from '../../api/server.ts';
import { addPost, addToStores } from '../../api/storeEntries.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { noScope, type Scope } from '../../domain/scope.ts';
import { Form } from '../../form/Form.tsx';
import { keptDeployments } from './keptDeployments.ts';
import { useKept } from '../../kept.ts';
import { paths } from '../../paths.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Time } from '../../ui/Time.tsx';
import { isOnItsWay, jobsOfQuery } from './askedJobs.ts';
import { isUnknown, sameId } from './askedStores.ts';
import { addToWire, emptyPlan, followed, type PlannedStore, storesWord } from './deployForm.ts';
import { askedAfter } from './deployments.ts';
import { DeployPlanStep } from './DeployPlan.tsx';
import { Buttons, Notices, Quiet } from './deployStyle.ts';
import { addLaterSchema, type AddLaterValues } from './entriesForm.ts';
import { FollowStores } from './FollowStores.tsx';
import { mayBeSent } from './mayBeSent.ts';
import { heldBefore } from './places.ts';
import { StartText } from './StartText.tsx';
import { useSendings } from './useDeployments.ts';
import { startOf } from './when.ts';
import { WhenFields } from './WhenFields.tsx';

const Part = styled('section')({ flex: '1 1 100%', minWidth: 0 });

interface AddLaterProps {
  certificateId: CertificateId;
  commonName: string;
  /** The server keeps its key. */
  hasPrivateKey: boolean;
  /** The part of the certificates that the caller may read. */
  scope?: Scope;
}

const emptyForm = (): AddLaterValues => ({ stores: emptyPlan(), when: 'soon', jobTime: '' });

/** Puts a certificate that the server has into more stores, at any time, and follows it there. */
export function AddLater({ certificateId, commonName, hasPrivateKey, scope = noScope }: AddLaterProps): ReactElement {
  const client = useQueryClient();
  const { deployments, sendings: ofPage, busy } = useSendings(scope);
  const { mutateAsync } = useMutation(addToStores());
  const sendings = ofPage.filter((each) => each.certificateId === certificateId);
  const form = useForm<AddLaterValues>({
    resolver: zodResolver(addLaterSchema(serverNow)),
    defaultValues: emptyForm(),
  });
  const plan = useWatch({ control: form.control, name: 'stores' });
  /** How many sendings there were when the form was opened; null: it is closed. */
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  const [confirming, setConfirming] = useState<AddLaterValues | null>(null);

  const all = askedAfter([], sendings);
  // The list below asks; a job that it found is an answer, too.
  const { data: found } = useQuery({ ...jobsOfQuery(all), enabled: false });
  const free = all.filter((one) => mayBeSent(one, found)).map(({ store }) => store.storeId);
  const taken = all.map(({ store }) => store.storeId).filter((id) => !free.includes(id));
  const fresh = (stores: readonly PlannedStore[]) => stores.filter(({ storeId }) => !taken.includes(storeId));
  const count = fresh(plan).length;
  const doubtful = all.filter((one) => isUnknown(one) && !isOnItsWay(one, found));
  const last = sendings.at(-1);
  const error = openedAt !== null && sendings.length > openedAt ? (last?.error ?? null) : null;
  const planOf = (id: string) =>
    sendings
      .flatMap((each) => each.plan)
      .filter((each) => sameId(each.storeId, id))
      .slice(-1);

  const open = (stores: PlannedStore[]): void => {
    form.reset({ ...emptyForm(), stores });
    setOpenedAt(sendings.length);
  };
  const edit = (id: string): void => {
    if (openedAt === null) open(planOf(id));
    else form.setValue('stores', [...form.getValues('stores'), ...planOf(id)]);
  };
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
        const jobIds = await mutateAsync(post);
        // One job for each store; with fewer, nobody says which stores have none.
        const accepted = jobIds.length < stores.length ? null : stores.map(({ storeId }) => storeId);
        return { jobIds, accepted };
      },
    });
    if (ended?.state === 'answered') setOpenedAt(null);
  };

  return (
    <Part aria-label="Deploy to stores">
      <SentBefore certificateId={certificateId} here={sendings.map(({ askedAt }) => askedAt)} />
      {all.length > 0 && (
        <FollowStores
          certificateId={certificateId}
          all={all}
          scope={scope}
          onEdit={edit}
          mayEdit={(id) => free.includes(id) && !inForm(id) && planOf(id).length > 0}
        />
      )}
      {openedAt === null ? (
        <ActionButton onClick={() => open(emptyPlan())}>Deploy to stores</ActionButton>
      ) : (
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
            <ActionButton
              kind="quiet"
              disabledReason={busy ? 'Wait for the answer.' : undefined}
              onClick={() => setOpenedAt(null)}
            >
              Close
            </ActionButton>
          </Buttons>
        </Form>
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
                    {doubtful.some((one) => sameId(one.store.storeId, store.storeId)) &&
                      ' No answer to the last request is known: a second job may be created.'}
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

/** That this browser has sent it to stores already, and where that is followed. `here`: what the page itself has sent. */
function SentBefore({
  certificateId,
  here,
}: Pick<AddLaterProps, 'certificateId'> & { here: readonly string[] }): ReactElement | null {
  const { deployments } = useKept(keptDeployments);
  const me = useQuery(meQuery()).data?.name ?? null;
  const before = deployments.filter(
    (each) =>
      each.certificateId === certificateId &&
      each.server === serverAddress() &&
      (each.user === null || me === null || sameId(each.user, me)) &&
      each.stores.some(({ action }) => action === 'add') &&
      !here.includes(each.askedAt),
  );
  const [last] = before;
  if (last === undefined) return null;
  return (
    <Quiet>
      Sent to {storesWord(new Set(before.flatMap(({ stores }) => stores.map(({ storeId }) => storeId))).size)} from this
      browser before, last <Time value={last.askedAt} />. <Link to={paths.activity()}>Activity</Link> follows that.
    </Quiet>
  );
}

/** What the store is told, in a sentence. */
function entryWords({ alias, overwrite, privateKey }: PlannedStore): string {
  const key = privateKey ? 'with its key' : 'without its key';
  const name = alias.trim();
  if (overwrite) return `replaces the entry ${name}, ${key}.`;
  return `a new entry${name === '' ? '' : ` ${name}`}, ${key}.`;
}
