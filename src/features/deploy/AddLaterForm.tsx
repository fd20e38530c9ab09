import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { storesOfCertificateQuery } from '../../api/renewals.ts';
import { addPost, addToStores } from '../../api/storeEntries.ts';
import type { CertificateId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { Form } from '../../form/Form.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice, type Explained } from '../../ui/ErrorNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { idSet } from './askedStores.ts';
import {
  addToWire,
  followed,
  lacksEntryPassword,
  nothingToSend,
  type PlannedStore,
  storesWord,
  without,
} from './deployForm.ts';
import type { Deployments } from './deployments.ts';
import { DeployPlanStep } from './DeployPlan.tsx';
import { Buttons, Notices } from './deployStyle.ts';
import { DeployedContext } from './EntryChoice.tsx';
import type { AddLaterValues } from './entriesForm.ts';
import { heldBefore } from './places.ts';
import { noEntryPassword } from './planFindings.ts';
import { storeSecrets } from './planSecrets.ts';
import { StartText } from './StartText.tsx';
import { StateWarning } from './StateWarning.tsx';
import { startOf } from './when.ts';
import { WhenFields } from './WhenFields.tsx';

interface AddLaterFormProps {
  certificateId: CertificateId;
  commonName: string;
  /** The server keeps its key. */
  hasPrivateKey: boolean;
  /** The part of the certificates that the caller may read. */
  scope: Scope;
  form: UseFormReturn<AddLaterValues>;
  /** Those of the page. */
  deployments: Deployments;
  /** One of them is under way. */
  busy: boolean;
  /** Stores, by id, that have a job already. */
  taken: readonly string[];
  /** Stores, by id, that were asked for without an answer. */
  doubtful: readonly string[];
  /** Stores, by id, that were given a job before, of which nobody here knows whether it has ended. */
  unended?: readonly string[];
  /** Why the last sending from this form failed; what was typed stays. */
  error: Explained | null;
  onClose: () => void;
}

/** A plan for a certificate that the server has, sent after a question: with the key that the server keeps, or without one. */
export function AddLaterForm(props: AddLaterFormProps): ReactElement {
  const { certificateId, commonName, hasPrivateKey, scope, form, deployments, busy } = props;
  const { taken, doubtful, unended = [], error, onClose } = props;
  const { mutateAsync } = useMutation(addToStores());
  const plan = useWatch({ control: form.control, name: 'stores' });
  const [confirming, setConfirming] = useState<AddLaterValues | null>(null);
  // The pages around ask for them.
  const places = useQuery({ ...storesOfCertificateQuery(certificateId, scope), enabled: false }).data ?? [];
  const [withJob, withoutAnswer, withoutEnd] = [idSet(taken), idSet(doubtful), idSet(unended)];
  const fresh = (stores: readonly PlannedStore[]) => stores.filter(({ storeId }) => !withJob.has(storeId));
  const count = fresh(plan).length;
  const asking = fresh(confirming?.stores ?? []);
  // A job of each may be found while the question stands. It then does not come again by itself.
  if (confirming !== null && asking.length === 0) setConfirming(null);
  const secondJob = ({ storeId }: PlannedStore): string => {
    if (withoutAnswer.has(storeId)) return ' No answer to the last request is known: a second job may be created.';
    return withoutEnd.has(storeId) ? ' Whether its last job has ended is not known: a second one may be created.' : '';
  };
  const keys = hasPrivateKey ? 'choice' : 'never';
  // Of many stores only the first are seen.
  const isGrave = (store: PlannedStore): boolean =>
    store.overwrite || secondJob(store) !== '' || lacksEntryPassword(store, keys);
  const graveFirst = (a: PlannedStore, b: PlannedStore): number => Number(isGrave(b)) - Number(isGrave(a));

  const add = async (values: AddLaterValues): Promise<void> => {
    setConfirming(null);
    const wanted = fresh(values.stores);
    if (wanted.length === 0) return;
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
    if (ended?.state !== 'answered') return;
    // What was added while the answer was awaited has not been sent.
    const left = without(form.getValues('stores'), wanted);
    if (fresh(left).length === 0) onClose();
    else form.setValue('stores', left);
  };

  return (
    <>
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
        <DeployedContext value={certificateId}>
          <DeployPlanStep name="stores" asked={taken} keys={keys} />
        </DeployedContext>
        {plan.length > 0 && <WhenFields label="Start of the jobs" />}
        <Notices>{error && <ErrorNotice error={error} />}</Notices>
        <StateWarning certificateId={certificateId} scope={scope} />
        <Buttons>
          <ActionButton
            kind="primary"
            type="submit"
            busy={busy}
            disabledReason={count === 0 ? nothingToSend(plan.length) : undefined}
          >
            {count === 0 ? 'Deploy…' : `Deploy to ${storesWord(count)}…`}
          </ActionButton>
          <ActionButton kind="quiet" disabledReason={busy ? 'Wait for the answer.' : undefined} onClick={onClose}>
            Close
          </ActionButton>
        </Buttons>
      </Form>
      <ConfirmDialog
        open={confirming !== null}
        title={`Deploy certificate ${certificateId}${commonName === '' ? '' : `, ${commonName},`} to ${storesWord(asking.length)}?`}
        body={
          confirming && (
            <>
              <StateWarning certificateId={certificateId} scope={scope} />
              <StartText startsAt={startOf(confirming)} />
              <ul>
                {asking.toSorted(graveFirst).map((store) => (
                  <li key={store.storeId}>
                    {store.displayName}: {entryWords(store)}
                    {heldWords(heldBefore(followed(store), places).heldAs)}
                    {lacksEntryPassword(store, keys) && ` ${noEntryPassword}`}
                    {secondJob(store)}
                  </li>
                ))}
              </ul>
            </>
          )
        }
        confirmLabel="Deploy"
        onClose={() => setConfirming(null)}
        // Judged once more: the chosen time may have passed while the question stood.
        onConfirm={() => void form.handleSubmit(add, () => setConfirming(null))()}
      />
    </>
  );
}

/** What the store is told, in a sentence. */
function entryWords({ alias, overwrite, privateKey }: PlannedStore): string {
  const key = privateKey ? 'with its key' : 'without its key';
  const name = alias.trim();
  if (overwrite) return `replaces the entry ${name}, ${key}.`;
  return `a new entry${name === '' ? '' : ` ${name}`}, ${key}.`;
}

/** That the store holds this very certificate already. */
const heldWords = (aliases: readonly string[] = []): string =>
  aliases.length === 0 ? '' : ` It holds this certificate already, as ${aliases.join(', ')}.`;
