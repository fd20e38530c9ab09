import { zodResolver } from '@hookform/resolvers/zod';
import { lazy, Suspense, useEffect, useRef, useState, type ReactElement } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { serverNow } from '../../../api/client.ts';
import { enrollCsr, type CsrAnswer, type CsrPost } from '../../../api/enrollment.ts';
import { commonName } from '../../../domain/dn.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { Wizard, type WizardStep } from '../../../form/Wizard.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { useChosenSetup } from '../chosenSetup.ts';
import { csrFindings, csrSchema, csrToWire, csrValues, type CsrReading, type CsrValues } from './csrForm.ts';
import type { SentCsr } from '../result/CsrResult.tsx';
import { CsrStep } from './CsrStep.tsx';
import { readRequest, requestFileText } from './csrLoading.ts';
import { DetailsStep, nothingToDetail } from '../DetailsStep.tsx';
import { EnrollFrame, type EnrollStart } from '../EnrollFrame.tsx';
import { useEnrollOnce } from '../enrollOnce.ts';
import { UnknownOutcome } from '../result/Outcome.tsx';
import { useRecheck } from '../recheck.ts';
import { RequestSummary, SummaryAside, type SummaryProps } from '../RequestSummary.tsx';
import { ResultTop } from '../result/ResultTop.tsx';
import { ReviewDetails } from '../ReviewDetails.tsx';
import type { EnrollChoice } from '../setup.ts';
import { sourceLabel, WhatStep } from '../WhatStep.tsx';

const CsrResult = lazy(() => import('../result/CsrResult.tsx'));

/** A certificate for a key that someone else holds. */
export default function CsrWizard(): ReactElement {
  const [round, setRound] = useState(0);
  return (
    <EnrollFrame kind="csr" title="CSR enrollment" subtitle="The key stays with whoever made the request.">
      {(start) => <CsrRound key={round} start={start} onAnother={() => setRound(round + 1)} />}
    </EnrollFrame>
  );
}

function CsrRound({ start, onAnother }: { start: EnrollStart; onAnother: () => void }): ReactElement {
  const { abilities, roles } = start;
  const [search] = useSearchParams();
  const { send, change, busy, error, outcome } = useEnrollOnce<SentCsr, CsrAnswer, CsrPost>(enrollCsr());
  const [reading, setReading] = useState<CsrReading | null>(null);
  const latest = useRef<Promise<CsrReading | null>>(Promise.resolve(null));
  const chosen = useChosenSetup(start.initial);
  const { setup, settled } = chosen;
  const resolver: Resolver<CsrValues> = async (values, context, options) =>
    zodResolver(csrSchema(await settled(), await latest.current))(values, context, options);
  const [defaultValues] = useState(() => csrValues(start.initial));
  const form = useForm<CsrValues>({ defaultValues, resolver });
  useRecheck(form);
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) } as CsrValues;
  const pick = (choice: EnrollChoice): void =>
    chosen.pick(choice, (next) => {
      form.reset(csrValues(next, form.getValues()), { keepDefaultValues: true });
    });

  const { subscribe } = form;
  useEffect(() => {
    const reads = async (text: string): Promise<void> => {
      const promise = readRequest(text);
      latest.current = promise;
      const found = await promise;
      if (latest.current === promise) setReading(found);
    };
    return subscribe({ name: 'csr', formState: { values: true }, callback: (state) => void reads(state.values.csr) });
  }, [subscribe]);
  const takeFile = async (file: File): Promise<void> => {
    const found = await requestFileText(file);
    if (found.ok) {
      form.setValue('csr', found.text, { shouldDirty: true, shouldValidate: true });
      return;
    }
    // What the field held before must not pass for the file.
    const failed = { text: form.getValues('csr'), ...found };
    latest.current = Promise.resolve(failed);
    setReading(failed);
    await form.trigger('csr');
  };

  const submit = async (asked: CsrValues): Promise<void> => {
    if (!setup || !reading?.ok) return;
    const startedAt = serverNow();
    const post = csrToWire(asked, reading.csr, setup, abilities, startedAt);
    await send({ values: asked, csr: reading.csr, startedAt }, post);
  };

  if (outcome.kind === 'unknown') {
    const { csr: asked, startedAt } = outcome.sent;
    return (
      <ResultTop>
        <UnknownOutcome
          commonName={commonName(asked.subject) ?? ''}
          startedAtMs={startedAt.getTime()}
          {...outcome.about}
        />
      </ResultTop>
    );
  }
  if (outcome.kind === 'answered') {
    return (
      <ResultTop>
        <Suspense fallback={<Loading what="the result" />}>
          <CsrResult answer={outcome.answer} sent={outcome.sent} onChange={change} onAnother={onAnother} />
        </Suspense>
      </ResultTop>
    );
  }

  const csr = reading?.ok ? reading.csr : null;
  const current = setup?.choice.key === values.source ? setup : null;
  const step = search.get('step') ?? 'request';
  const summary: SummaryProps = {
    sourceLabel: sourceLabel(start),
    setup: current,
    authority: values.authority,
    subject: csr?.subjectText ?? '',
    sans: csr?.sans ?? [],
    keyLabel: csr?.key.label ?? '',
    findings: csrFindings(csr, current),
    judged: csr !== null,
  };
  const steps: WizardStep[] = [
    {
      id: 'request',
      label: 'Request',
      fields: ['csr'],
      render: () => (
        <CsrStep
          reading={reading}
          busy={values.csr.trim() !== '' && reading?.text !== values.csr}
          onFile={(file) => void takeFile(file)}
        />
      ),
      summary: () => csr && (commonName(csr.subject) ?? csr.subjectText),
    },
    {
      id: 'what',
      label: 'What',
      fields: ['source', 'authority', 'acceptTerms'],
      render: () => <WhatStep start={start} chosen={chosen} onPick={pick} source={values.source} />,
      summary: () => current?.choice.label,
    },
    {
      id: 'details',
      label: 'Details',
      fields: ['metadata', 'fields', 'owner'],
      render: () => <DetailsStep setup={current} ownerRole={abilities.ownerRole} roles={roles} />,
      skip: current && nothingToDetail(current, abilities.ownerRole) ? 'Nothing is asked for' : undefined,
    },
    {
      id: 'review',
      label: 'Review',
      fields: [],
      render: () => (
        <>
          <RequestSummary {...summary} />
          <ReviewDetails setup={current} details={values} />
        </>
      ),
    },
  ];
  return (
    <>
      <Wizard
        form={form}
        steps={steps}
        onSubmit={submit}
        submitLabel="Enroll"
        busy={busy}
        aside={step === 'review' ? undefined : <SummaryAside {...summary} />}
        error={error}
      />
      <LeaveGuard
        when={busy || form.formState.isDirty}
        text={
          busy
            ? 'The request is on its way. If you leave now, the certificate may be issued without you seeing it.'
            : 'The request has not been sent. What you entered will be lost.'
        }
      />
    </>
  );
}
