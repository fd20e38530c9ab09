import { zodResolver } from '@hookform/resolvers/zod';
import { keepPreviousData, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { serverNow } from '../../api/client.ts';
import { inventoryQuery } from '../../api/inventory.ts';
import type { HeldAt } from '../../api/renewals.ts';
import { removeFromStores, removePost } from '../../api/storeEntries.ts';
import { storesByIdQuery } from '../../api/stores.ts';
import { storeTypesQuery } from '../../api/storeTypes.ts';
import { rowsOrNull } from '../../api/unread.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { noScope, type Scope } from '../../domain/scope.ts';
import { CheckBox } from '../../form/CheckBox.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { jobsOfQuery, useKnownJobs } from './askedJobs.ts';
import { sameId, type FollowedStore } from './askedStores.ts';
import { askedAfter } from './deployments.ts';
import { Buttons } from './deployStyle.ts';
import {
  followedRemovals,
  type Removal,
  removalOf,
  removalSchema,
  removalSecrets,
  removalsToWire,
  type RemovalValues,
} from './entriesForm.ts';
import { asksFor } from './followEvidence.ts';
import { FollowStores } from './FollowStores.tsx';
import { ParameterField } from './ParameterField.tsx';
import { useSendings } from './useDeployments.ts';
import { useKeptStanding } from './useKeptStanding.ts';
import { startOf } from './when.ts';
import { WhenFields } from './WhenFields.tsx';

const Places = styled('fieldset')({
  margin: 0,
  padding: 0,
  border: 0,
  minWidth: 0,
  maxHeight: 320,
  overflow: 'auto',
  maxWidth: 860,
});

interface RemoveEntriesProps {
  certificateId: CertificateId;
  commonName: string;
  /** The places where inventories found it. */
  locations: readonly HeldAt[];
  /** The part of the certificates that the caller may read. */
  scope?: Scope;
}

const keyOf = ({ storeId, alias }: HeldAt) => `${storeId} ${alias}`;
const entriesWord = (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'}`;

/** What the types of the stores ask for and what inventories say of the entries; what may not be read is left out. */
async function removalsOf(client: QueryClient, places: readonly HeldAt[]): Promise<Removal[]> {
  const unread =
    <T,>(otherwise: T) =>
    () =>
      otherwise;
  const ids = [...new Set(places.map(({ storeId }) => storeId))];
  const [stores, types] = await Promise.all([
    client.fetchQuery(storesByIdQuery(ids)).catch(unread([])),
    client.fetchQuery(storeTypesQuery()).catch(unread([])),
  ]);
  return Promise.all(
    places.map(async (place) => {
      const store = stores.find(({ storeId }) => sameId(storeId, place.storeId));
      const rules = types.find(({ typeId }) => typeId === store?.typeId)?.rules;
      const asks = rules?.entryParameters.some(({ requiredOnRemove }) => requiredOnRemove) ?? false;
      const inventory = asks
        ? await client.fetchQuery(inventoryQuery(place.storeId)).then(rowsOrNull, unread(null))
        : null;
      return removalOf(place, { store, rules, inventory });
    }),
  );
}

/** Takes a certificate out of stores that hold it, and follows that until no inventory lists it. */
export function RemoveEntries({
  certificateId,
  commonName,
  locations,
  scope = noScope,
}: RemoveEntriesProps): ReactElement {
  const client = useQueryClient();
  const { deployments, sendings: ofPage, busy } = useSendings(scope);
  const { mutateAsync } = useMutation(removeFromStores());
  const sendings = ofPage.filter((each) => each.certificateId === certificateId);
  const form = useForm<RemovalValues>({
    resolver: zodResolver(removalSchema(serverNow)),
    defaultValues: { entries: [], when: 'soon', jobTime: '' },
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    // With one place there is nothing to choose.
    () => new Set(locations.length === 1 ? locations.map(keyOf) : []),
  );
  const [preparing, setPreparing] = useState(false);
  /** The entries that the question is about, and how many sendings there were when it was asked. */
  const [asking, setAsking] = useState<{ entries: readonly Removal[]; at: number } | null>(null);
  const all = useKnownJobs(askedAfter([], sendings));
  // The list below asks; a job that it found is an answer, too.
  const { data: found } = useQuery({ ...jobsOfQuery(all), enabled: false, placeholderData: keepPreviousData });
  const everyOne = useKnownJobs(sendings.flatMap((each) => askedAfter([], [each])));
  const { leaving, mayLeave } = useKeptStanding(certificateId, ofPage, { all: everyOne, found });
  const isOf =
    ({ storeId, alias }: HeldAt) =>
    (store: FollowedStore) =>
      sameId(store.storeId, storeId) && asksFor(store, alias);
  const leaves = (place: HeldAt) => leaving.some(isOf(place));
  const places = locations.filter((place) => chosen.has(keyOf(place)) && !leaves(place));
  const last = sendings.at(-1);

  const doubtful = (place: HeldAt) => mayLeave.some(isOf(place));
  const choose = (place: HeldAt, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(keyOf(place));
    else next.delete(keyOf(place));
    setChosen(next);
  };
  const ask = async (): Promise<void> => {
    setPreparing(true);
    const entries = await removalsOf(client, places);
    setPreparing(false);
    form.reset({ entries, when: 'soon', jobTime: '' });
    setAsking({ entries, at: sendings.length });
  };
  const close = (): void => {
    setAsking(null);
    form.reset({ entries: [], when: 'soon', jobTime: '' });
  };
  const overtaken =
    !busy && asking?.entries.some(({ place }) => leaves(place))
      ? 'A job to take something of this out was made meanwhile. Cancel, and choose again.'
      : undefined;
  const failure = asking !== null && sendings.length > asking.at ? (last?.error ?? null) : null;
  const remove = async (values: RemovalValues): Promise<void> => {
    const stores = followedRemovals(values.entries);
    const startsAt = startOf(values);
    const post = removePost(removalsToWire(values.entries), startsAt, scope);
    const ended = await deployments.send({
      certificateId,
      commonName,
      what: 'remove',
      from: 'form',
      plan: [],
      stores,
      startsAt,
      transmit: async () => {
        const jobIds = await mutateAsync({ ...post, secrets: removalSecrets(values.entries) });
        // One job for each entry; with fewer, nobody says which have none.
        const accepted = jobIds.length < values.entries.length ? null : stores.map(({ storeId }) => storeId);
        return { jobIds, accepted };
      },
    });
    // After a refusal the question stays, with its reason; what may have been done is followed on the page.
    if (ended === null || ended.state === 'refused' || ended.state === 'held') return;
    setChosen(new Set());
    close();
  };

  return (
    <>
      {last?.state === 'lost' && last.error && <ErrorNotice error={last.error} />}
      {all.length > 0 && <FollowStores certificateId={certificateId} all={all} scope={scope} />}
      {locations.length > 0 && (
        <>
          <Places aria-label="Places to remove it from">
            {locations.map((place) => (
              <CheckBox
                key={keyOf(place)}
                label={`${place.machine} - ${place.path}${place.alias === '' ? '' : `, ${place.alias}`}`}
                hint={place.typeName === '' ? undefined : place.typeName}
                checked={chosen.has(keyOf(place)) && !leaves(place)}
                disabledReason={leaves(place) ? 'A job to take it out was made already.' : undefined}
                onChange={(on) => choose(place, on)}
              />
            ))}
          </Places>
          <Buttons>
            <ActionButton
              kind="danger"
              busy={preparing || busy}
              disabledReason={places.length === 0 ? 'Choose a place first.' : undefined}
              onClick={() => void ask()}
            >
              {places.length === 0 ? 'Remove…' : `Remove ${entriesWord(places.length)}…`}
            </ActionButton>
          </Buttons>
        </>
      )}
      <ConfirmDialog
        open={asking !== null}
        danger
        wide
        title={`Remove certificate ${certificateId}${commonName === '' ? '' : `, ${commonName},`} from ${asking?.entries.length === 1 ? 'this place' : 'these places'}?`}
        body={
          asking && (
            <FormProvider {...form}>
              <p>What runs there with this certificate may stop. The certificate itself stays valid.</p>
              <ul>
                {asking.entries.map(({ place, parameters }, entry) => (
                  <li key={keyOf(place)}>
                    {place.machine} - {place.path}
                    {place.alias === '' ? '' : `, ${place.alias}`}
                    {doubtful(place) &&
                      '. What became of the last request to take it out is not known: a second job may be created.'}
                    {parameters.map((parameter, at) => (
                      <ParameterField
                        key={parameter.name}
                        name={`entries.${entry}.parameters.${at}.value`}
                        parameter={parameter}
                        required
                        emptyLabel=""
                      />
                    ))}
                  </li>
                ))}
              </ul>
              <WhenFields label="Start of the jobs" />
            </FormProvider>
          )
        }
        confirmLabel="Remove"
        busy={busy}
        disabledReason={overtaken}
        error={failure ?? (overtaken === undefined ? null : { summary: overtaken })}
        onClose={close}
        onConfirm={() => void form.handleSubmit(remove)()}
      />
    </>
  );
}
