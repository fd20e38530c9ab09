import { zodResolver } from '@hookform/resolvers/zod';
import { styled } from '@mui/material/styles';
import { type ReactElement, useRef } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { serverNow } from '../../api/client.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { noScope, type Scope } from '../../domain/scope.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Prepared } from '../../ui/Prepared.tsx';
import type { Reason } from '../../ui/reasonWays.tsx';
import { AddLaterForm } from './AddLaterForm.tsx';
import { useKnownJobs } from './askedJobs.ts';
import { idSet, sameId } from './askedStores.ts';
import { emptyPlan } from './deployForm.ts';
import { askedAfter } from './deployments.ts';
import { Buttons } from './deployStyle.ts';
import { addLaterSchema, type AddLaterValues, emptyAddLater } from './entriesForm.ts';
import { isGone } from './followEvidence.ts';
import { FollowStores } from './FollowStores.tsx';
import { PlanAgain } from './PlanAgain.tsx';
import { StateWarning } from './StateWarning.tsx';
import { useSendings } from './useDeployments.ts';
import { useKeptStanding } from './useKeptStanding.ts';
import { planFields, startsOfPlan, useOpenPlan } from './useOpenPlan.ts';
import { useStanding } from './useStanding.ts';
import { whenValues } from './when.ts';

const Part = styled('section')({ minWidth: 0, '&:focus': { outline: 'none' }, '& > form': { marginTop: 16 } });

interface AddLaterProps {
  certificateId: CertificateId;
  commonName: string;
  /** The server keeps its key. */
  hasPrivateKey: boolean;
  /** The part of the certificates that the caller may read. */
  scope?: Scope;
  /** Why nothing can be deployed. */
  closedReason?: Reason | undefined;
}

const resolver = zodResolver(addLaterSchema(serverNow));

/** Puts a certificate that the server has into more stores, at any time, and follows it there. */
export function AddLater(props: AddLaterProps): ReactElement {
  const { certificateId, commonName, hasPrivateKey, scope = noScope, closedReason } = props;
  const { deployments, sendings: ofPage, busy } = useSendings(scope);
  const sendings = ofPage.filter((each) => each.certificateId === certificateId);
  const form = useForm<AddLaterValues>({ resolver, defaultValues: emptyAddLater() });
  const plan = useWatch({ control: form.control, name: 'stores' });
  const { openedAt, isPlanned, open, close, edit, drop, isDropped } = useOpenPlan(
    planFields(form, (stores) => ({
      ...emptyAddLater(),
      ...whenValues(startsOfPlan(stores, sendings, null), serverNow()),
    })),
    sendings.length,
  );

  const all = useKnownJobs(askedAfter([], sendings).filter((one) => !isDropped(one)));
  const { found, gone, taken: sent } = useStanding(all, []);
  const standing = useKeptStanding(certificateId, ofPage, { all, found });
  const unsendable = idSet([...sent, ...standing.taken]);
  const last = sendings.at(-1);
  const error = openedAt !== null && sendings.length > openedAt ? (last?.error ?? null) : null;
  const planOf = (id: string) =>
    sendings
      .flatMap((each) => each.plan)
      .filter((each) => sameId(each.storeId, id))
      .slice(-1);
  const inForm = (id: string) => openedAt !== null && plan.some((each) => sameId(each.storeId, id));
  const mayEdit = (id: string) => !unsendable.has(id.toLowerCase()) && !inForm(id) && planOf(id).length > 0;
  const again = all
    .filter((one) => !isGone(one, gone))
    .map(({ store }) => store.storeId)
    .filter(mayEdit);

  const part = useRef<HTMLElement>(null);
  const closeForm = (): void => {
    // The form goes, and with it what has the focus.
    part.current?.focus({ preventScroll: true });
    close();
  };

  return (
    <Part aria-label="Deploy to stores" ref={part} tabIndex={-1}>
      {all.length > 0 && (
        <FollowStores
          certificateId={certificateId}
          all={all}
          scope={scope}
          onEdit={(id) => edit(planOf(id))}
          onDrop={drop}
          mayEdit={mayEdit}
        />
      )}
      <PlanAgain count={again.length} disabledReason={closedReason} onPlan={() => edit(again.flatMap(planOf))} />
      {openedAt === null && (
        <>
          {closedReason === undefined && <StateWarning certificateId={certificateId} scope={scope} />}
          <Buttons>
            <ActionButton disabledReason={closedReason} onClick={() => open(emptyPlan())}>
              Deploy to stores
            </ActionButton>
          </Buttons>
        </>
      )}
      {(openedAt !== null || closedReason === undefined) && (
        <Prepared key={isPlanned ? 'planned' : 'empty'} open={openedAt !== null}>
          <AddLaterForm
            certificateId={certificateId}
            commonName={commonName}
            hasPrivateKey={hasPrivateKey}
            scope={scope}
            form={form}
            deployments={deployments}
            busy={busy}
            taken={standing.taken}
            doubtful={standing.doubtful}
            unended={standing.unended}
            error={error}
            onClose={closeForm}
          />
        </Prepared>
      )}
    </Part>
  );
}
