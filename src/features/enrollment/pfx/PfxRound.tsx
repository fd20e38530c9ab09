import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { serverNow } from '../../../api/client.ts';
import { enrollPfx, type PfxAnswer, type PfxPost } from '../../../api/enrollment.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { Wizard } from '../../../form/Wizard.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { loadedSetup, loadSetup, useChosenSetup, useSettledSetup } from '../chosenSetup.ts';
import type { EnrollStart } from '../EnrollFrame.tsx';
import { useEnrollOnce } from '../enrollOnce.ts';
import { useRecheck } from '../recheck.ts';
import { loadRenewalResult, useRenewOnce } from '../renewal/renewOnce.ts';
import { SummaryAside } from '../RequestSummary.tsx';
import { ResultTop } from '../result/ResultTop.tsx';
import type { SentPfx } from '../sent.ts';
import type { EnrollChoice } from '../setup.ts';
import type { LinkedStores } from './linkedStores.ts';
import { pfxSchema, pfxValues, type PfxValues } from './pfxForm.ts';
import { sentPfx } from './pfxSent.ts';
import { startValues } from './pfxStart.ts';
import { loadSteps, pfxSteps } from './pfxSteps.tsx';
import { pfxSummary, submitLabel } from './pfxSummary.ts';
import { pfxToWire } from './pfxToWire.ts';

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
  useEffect(() => void loadSteps(), []);
  const settled = useSettledSetup(choices);
  const resolver: Resolver<PfxValues> = async (values, context, options) =>
    zodResolver(pfxSchema(await settled(values.source), serverNow()))(values, context, options);
  const [defaultValues] = useState(() => startValues(start.initial, abilities, start.prefill, stores.planned));
  const form = useForm<PfxValues>({ defaultValues, resolver });
  useRecheck(form);
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) } as PfxValues;
  const chosen = useChosenSetup(choices, values.source);

  const pick = async (choice: EnrollChoice): Promise<void> => {
    const setup = await loadSetup(client, choice);
    const typed = form.getValues();
    if (setup === null || typed.source !== choice.key) return;
    const before = loadedSetup(client, choices, typed.filledFrom);
    form.reset(pfxValues(setup, abilities, { values: typed, before }), { keepDefaultValues: true });
  };

  const submit = async (asked: PfxValues): Promise<void> => {
    const { setup } = chosen;
    if (!setup) return;
    const startedAt = serverNow();
    const post = pfxToWire(asked, setup, abilities, startedAt);
    await send(sentPfx({ values: asked, setup, post, startedAt }), post);
  };

  if (renewing.outcome.kind !== 'steps') {
    return (
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
    );
  }
  if (outcome.kind !== 'steps') {
    return (
      <ResultTop>
        <Suspense fallback={<Loading what="the result" />}>
          <PfxResult outcome={outcome} onChange={change} onAdopt={adopt} onAnother={onAnother} />
        </Suspense>
      </ResultTop>
    );
  }

  const setup = chosen.setup?.choice.key === values.source ? chosen.setup : null;
  const step = search.get('step') ?? 'what';
  const summary = pfxSummary({ start, setup, values, judged: step !== 'what' });
  const steps = pfxSteps({
    start,
    chosen,
    setup,
    values,
    summary,
    once: renewing,
    failed: stores.failed,
    onPick: (choice) => void pick(choice),
  });
  return (
    <>
      <Wizard
        form={form}
        steps={steps}
        onSubmit={submit}
        submitLabel={submitLabel(values, abilities)}
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
        text={
          busy || renewing.busy
            ? 'The request is on its way. If you leave now, the certificate may be issued and its key lost.'
            : 'The request has not been sent. What you entered will be lost.'
        }
      />
    </>
  );
}
