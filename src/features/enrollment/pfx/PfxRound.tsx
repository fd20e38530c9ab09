import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { serverAddress, serverNow } from '../../../api/client.ts';
import { enrollPfx, type PfxAnswer, type PfxPost } from '../../../api/enrollment.ts';
import { storesByIdQuery } from '../../../api/stores.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { Wizard } from '../../../form/Wizard.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { loadedSetup, loadSetup, useChosenSetup, useSettledSetup } from '../chosenSetup.ts';
import type { EnrollStart } from '../EnrollFrame.tsx';
import { useEnrollOnce } from '../enrollOnce.ts';
import { DeploymentsContext, useDeployments } from '../../deploy/useDeployments.ts';
import { isKept } from '../../deploy/keptDeployments.ts';
import { noteDeployment } from '../../deploy/noteDeployment.ts';
import { refusedTodo, showRefused } from '../refusedTodo.ts';
import { useRecheck } from '../recheck.ts';
import { renewalSeed, seedReason } from '../renewal/renewalForm.ts';
import { loadRenewalResult, useRenewOnce } from '../renewal/renewOnce.ts';
import { SummaryAside } from '../RequestSummary.tsx';
import { ResultTop } from '../result/ResultTop.tsx';
import type { SentPfx } from '../sent.ts';
import type { EnrollChoice } from '../setup.ts';
import { useScope } from '../useScope.ts';
import { followUpOf, followUpOfRenewal, planReason, startsAtOf } from './followUp.ts';
import type { LinkedStores } from './linkedStores.ts';
import { noteEnrolled } from './noteEnrolled.ts';
import { pfxSchema, pfxValues, type PfxValues } from './pfxForm.ts';
import { sentPfx } from './pfxSent.ts';
import { givenSubject, startValues } from './pfxStart.ts';
import { heldByRequest } from './replacedStores.ts';
import { loadSteps, pfxSteps } from './pfxSteps.tsx';
import { pfxSummary, submitLabel } from './pfxSummary.ts';
import { pfxToWire } from './pfxToWire.ts';
import { useReplaced } from './useReplaced.ts';

const loadResult = () => import('../result/PfxResult.tsx');
const PfxResult = lazy(loadResult);
const RenewalResult = lazy(loadRenewalResult);

interface PfxRoundProps {
  start: EnrollStart;
  /** Those of the link. */
  stores: LinkedStores;
  onAnother: () => void;
}

/** One PFX enrollment, from the first step to its result. */
export function PfxRound({ start, stores, onAnother }: PfxRoundProps): ReactElement {
  const { abilities, choices } = start;
  const [search] = useSearchParams();
  const client = useQueryClient();
  const { send, change, adopt, busy, error, outcome } = useEnrollOnce<SentPfx, PfxAnswer, PfxPost>(
    enrollPfx(),
    loadResult,
  );
  const renewing = useRenewOnce();
  const scope = useScope();
  const deployments = useDeployments(scope);
  useEffect(() => void loadSteps(), []);
  const settled = useSettledSetup(choices);
  const resolver: Resolver<PfxValues> = async (values, context, options) =>
    zodResolver(pfxSchema(await settled(values.source), serverNow(), replaced))(values, context, options);
  const [defaultValues] = useState(() =>
    startValues(start.initial, abilities, start.prefill, stores.planned, start.old),
  );
  const form = useForm<PfxValues>({ defaultValues, resolver });
  useRecheck(form);
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) } as PfxValues;
  const replaced = useReplaced(values, abilities, scope);
  const chosen = useChosenSetup(choices, values.source, values.filledFrom);

  const pick = async (choice: EnrollChoice): Promise<void> => {
    const setup = await loadSetup(client, choice);
    const typed = form.getValues();
    if (setup === null || typed.source !== choice.key) return;
    const before = loadedSetup(client, choices, typed.filledFrom);
    const subjectStays = givenSubject(start.prefill, start.old);
    form.reset(pfxValues(setup, abilities, { values: typed, before, subjectStays }), { keepDefaultValues: true });
  };

  const submit = async (asked: PfxValues): Promise<void> => {
    // Not as last drawn: the rules may be on their way again, and a press must not be lost for that.
    const rules = await settled(asked.source);
    if (!rules) return void form.trigger();
    const startedAt = serverNow();
    const post = pfxToWire(asked, rules, abilities, startedAt);
    const sent = sentPfx({ values: asked, setup: rules, post, startedAt, held: heldByRequest(replaced) });
    const answer = await send(sent, post);
    void noteStores(answer, sent, false);
    await followUp(followUpOf(answer, sent));
  };
  const renew: typeof renewing.send = async (sent, renewal) => {
    const asked = structuredClone(form.getValues());
    const answer = await renewing.send(sent, renewal);
    await followUp(followUpOfRenewal(answer, sent, asked));
    return answer;
  };
  // Part of the act that sent the enrollment: the server keeps the key for five minutes only.
  const followUp = async (next: ReturnType<typeof followUpOf>): Promise<void> => {
    if (next === null) return;
    const staged = { ...next.staged, from: 'enrollment' as const };
    if (next.plan.length > 0) await deployments.deploy(staged, next.plan);
    if (next.replaces !== null) await deployments.replace(staged, next.replaces);
  };
  const noteStores = (answer: PfxAnswer | null, sent: SentPfx, adopted: boolean): Promise<void> =>
    noteEnrolled(answer, sent, adopted, {
      note: (deployment) => noteDeployment(client, { ...deployment, ...scope }),
      isNoted: (deployment) => isKept({ server: serverAddress(), ...deployment }),
      take: (sending) => deployments.deployments.take(sending),
      storesOf: (ids) => client.fetchQuery(storesByIdQuery(ids)),
    });

  if (renewing.outcome.kind !== 'steps') {
    return (
      <DeploymentsContext value={deployments}>
        <ResultTop>
          <Suspense fallback={<Loading what="the result" />}>
            <RenewalResult
              outcome={renewing.outcome}
              onChange={renewing.change}
              onAdopt={renewing.adopt}
              onAnother={onAnother}
            />
          </Suspense>
        </ResultTop>
      </DeploymentsContext>
    );
  }
  if (outcome.kind !== 'steps') {
    const changeRefused = (): void => {
      change();
      if (outcome.kind === 'refused') void showRefused(form, outcome.error);
    };
    const take = (found: PfxAnswer): void => {
      adopt(found);
      void noteStores(found, outcome.sent, true);
    };
    return (
      <DeploymentsContext value={deployments}>
        <ResultTop>
          <Suspense fallback={<Loading what="the result" />}>
            <PfxResult outcome={outcome} onChange={changeRefused} onAdopt={take} onAnother={onAnother} />
          </Suspense>
        </ResultTop>
      </DeploymentsContext>
    );
  }

  const setup = chosen.setup?.choice.key === values.source ? chosen.setup : null;
  const step = search.get('step') ?? 'what';
  const summary = pfxSummary({ start, setup, values, replaced, judged: step !== 'what' });
  const steps = pfxSteps({
    start,
    chosen,
    setup,
    values,
    detailsTodo: refusedTodo(form.formState.errors),
    summary,
    once: {
      ...renewing,
      send: renew,
      plan: { stores: values.stores, startsAt: startsAtOf(values), reason: planReason(values, serverNow()) },
      seed: renewalSeed(setup, values.authority),
      seedReason: seedReason(setup, values),
    },
    failed: stores.failed,
    onPick: (choice) => void pick(choice),
  });
  return (
    <>
      <Wizard
        form={form}
        steps={steps}
        onSubmit={submit}
        submitLabel={submitLabel(values, replaced)}
        busy={busy}
        whileBusy={
          <Notice kind="info" title="The server is making the key and asking the CA">
            This usually takes a few seconds; large RSA keys take up to five minutes. Stay on this page.
          </Notice>
        }
        aside={step === 'review' ? undefined : <SummaryAside {...summary} />}
        error={error}
      />
      <LeaveGuard
        when={busy || renewing.busy || form.formState.isDirty}
        comesBack={!busy && !renewing.busy}
        text={
          busy || renewing.busy
            ? 'The request is on its way. If you leave now, the certificate may be issued and its key lost.'
            : 'The request has not been sent. What you entered will be lost.'
        }
      />
    </>
  );
}
