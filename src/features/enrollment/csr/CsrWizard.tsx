import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { serverNow } from '../../../api/client.ts';
import { enrollCsr, type CsrAnswer, type CsrPost } from '../../../api/enrollment.ts';
import { commonName } from '../../../domain/dn.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { Wizard, type WizardStep } from '../../../form/Wizard.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { LostPart, PartBoundary } from '../../../ui/LostPart.tsx';
import { rulesUnder } from '../authorityRules.ts';
import { detailFindings, typeWords } from '../detailsForm.ts';
import { DetailsStep } from '../DetailsStep.tsx';
import { EnrollFrame, type EnrollStart } from '../EnrollFrame.tsx';
import { useEnrollOnce } from '../enrollOnce.ts';
import { requestedSans, sanChip, serverAdds } from '../names/sansForm.ts';
import { noPrefill } from '../prefill.ts';
import { refusedTodo, showRefused } from '../refusedTodo.ts';
import { SummaryAside, type SummaryProps } from '../RequestSummary.tsx';
import { ResultTop } from '../result/ResultTop.tsx';
import type { SentCsr } from '../sent.ts';
import { sourceLabel, WhatStep } from '../WhatStep.tsx';
import { blockingOf } from './blocking.ts';
import { CsrContext } from './csrContext.ts';
import { allSans, csrFindings, csrProblems, csrToWire, signatureFindings, type CsrValues } from './csrForm.ts';
import { outsideFindings } from './outsideFindings.ts';
import { RenewedByCsr } from './RenewedByCsr.tsx';
import { RequestStep } from './RequestStep.tsx';
import { keyMissing } from './retainedKey.ts';
import { sentCsr } from './sentCsr.ts';
import { useCsrForm } from './useCsrForm.ts';

const loadResult = () => import('../result/CsrResult.tsx');
const CsrResult = lazy(loadResult);
const loadNames = () => import('./ExtraNames.tsx');
const ExtraNames = lazy(loadNames);
const loadOptions = () => import('./AnswerOptions.tsx');
const AnswerOptions = lazy(loadOptions);
const loadReview = () => import('./CsrReview.tsx');
const CsrReview = lazy(loadReview);

/** A certificate for a key that this request does not carry. */
export default function CsrWizard(): ReactElement {
  const [round, setRound] = useState(0);
  return (
    <EnrollFrame
      kind="csr"
      title="CSR enrollment"
      subtitle="A certificate for a key that is made elsewhere, in this browser, or by Command."
    >
      {(start) => (
        <CsrRound
          key={round}
          start={round === 0 ? start : { ...start, prefill: noPrefill, old: null }}
          onAnother={() => setRound(round + 1)}
        />
      )}
    </EnrollFrame>
  );
}

/** A part of a later step: its code comes while the first step is filled in. */
const inTime = (part: ReactElement) => (
  <PartBoundary part={part.type} lost={<LostPart what="This step" />}>
    <Suspense fallback={<Loading what="this step" />}>{part}</Suspense>
  </PartBoundary>
);

function CsrRound({ start, onAnother }: { start: EnrollStart; onAnother: () => void }): ReactElement {
  const [search] = useSearchParams();
  const once = useEnrollOnce<SentCsr, CsrAnswer, CsrPost>(enrollCsr(), loadResult);
  const { busy, error, outcome } = once;
  const parts = useCsrForm(start);
  const { form, values, setup, chosen, pick, request, dryRun } = parts;
  const csr = request.reading?.ok ? request.reading.csr : null;
  const outside = requestedSans(values.sans);
  const sans = csr ? allSans(csr, outside) : outside;

  useEffect(() => {
    void Promise.allSettled([loadNames(), loadOptions(), loadReview()]);
  }, []);

  const submit = async (asked: CsrValues): Promise<void> => {
    // Not as last drawn: what was read may be on its way again, and a press must not be lost for that.
    const { setup: rules, reading, key } = await parts.foundFor(asked);
    if (!rules || !reading?.ok || key?.ok === false) return void form.trigger();
    const startedAt = serverNow();
    const extras = { pkcs8: key?.pkcs8 ?? null, madeByCommand: dryRun.madeByCommand === true };
    const post = csrToWire(asked, reading.csr, rules, start.abilities, startedAt, extras);
    await once.send(sentCsr({ values: asked, reading, setup: rules, post, startedAt, madeKey: parts.madeKey }), post);
  };

  if (outcome.kind !== 'steps') {
    const changeRefused = (): void => {
      once.change();
      if (outcome.kind === 'refused') void showRefused(form, outcome.error);
    };
    return (
      <ResultTop>
        <Suspense fallback={<Loading what="the result" />}>
          <CsrResult outcome={outcome} onChange={changeRefused} onAdopt={once.adopt} onAnother={onAnother} />
        </Suspense>
      </ResultTop>
    );
  }

  const summary: SummaryProps = {
    sourceLabel: sourceLabel(start),
    setup,
    authority: values.authority,
    subject: csr?.subjectText ?? '',
    sans,
    added:
      csr && serverAdds(csr.subject, sans.map(sanChip), setup && rulesUnder(setup, values.authority).rfcEnforcement),
    keyLabel: csr?.key.label ?? '',
    findings: [
      ...signatureFindings(request.reading),
      ...csrFindings(csr, values.sans, setup, values.authority),
      ...(csr ? outsideFindings(values.sans) : []),
      ...dryRun.findings,
      ...(setup ? detailFindings(values, setup) : []),
    ],
    open: [
      ...typeWords(values, setup),
      ...(parts.madeKey?.saved === null
        ? ['The key made here has not been downloaded: the request is not sent until then.']
        : []),
    ],
    judged: csr !== null,
  };
  // The key that goes along is read when its step is left.
  const problems = () =>
    csrProblems(values, setup, {
      reading: request.reading,
      key: null,
      keyOnlyHere: parts.madeKey?.saved === null,
    });
  const steps: WizardStep[] = [
    {
      id: 'request',
      label: 'Request',
      fields: ['way', 'csr'],
      render: () => <RequestStep />,
      summary: () => csr && (commonName(csr.subject) ?? csr.subjectText),
    },
    {
      id: 'what',
      label: 'What',
      fields: ['source', 'authority', 'acceptTerms', 'renewal'],
      render: () => (
        <WhatStep start={start} chosen={chosen} onPick={(choice) => void pick(choice)} source={values.source}>
          <RenewedByCsr abilities={start.abilities} />
        </WhatStep>
      ),
      summary: () => setup?.choice.label,
    },
    {
      id: 'names',
      label: 'Names',
      fields: ['sans'],
      render: () => inTime(<ExtraNames />),
      summary: () => (values.sans.length === 0 ? 'As in the request' : `${values.sans.length} outside the request`),
    },
    {
      id: 'details',
      label: 'Details',
      fields: ['metadata', 'fields', 'owner', 'format', 'fileExtension', 'key', 'keyText', 'keyPassword'],
      render: () => (
        <>
          <DetailsStep setup={setup} ownerRole={start.abilities.ownerRole} />
          {inTime(<AnswerOptions />)}
        </>
      ),
      summary: () => values.format,
      todo: keyMissing(values) ? 'The private key has to be given' : refusedTodo(form.formState.errors),
    },
    {
      id: 'review',
      label: 'Review',
      fields: [],
      render: () => inTime(<CsrReview summary={summary} blocking={blockingOf(problems(), summary.findings, steps)} />),
    },
  ];
  return (
    <CsrContext value={parts}>
      <Wizard
        form={form}
        steps={steps}
        onSubmit={submit}
        submitLabel="Enroll"
        busy={busy}
        disabledReason={dryRun.asking ? 'The request is still being compared with the server' : undefined}
        aside={search.get('step') === 'review' ? undefined : <SummaryAside {...summary} />}
        error={error}
      />
      <LeaveGuard
        // A key can be on the page although the form holds what it began with: its request was taken out of it again.
        when={busy || form.formState.isDirty || request.made?.saved === null}
        comesBack={!busy && request.made?.saved !== null}
        text={
          busy
            ? 'The request is on its way. If you leave now, the certificate may be issued without you seeing it.'
            : request.made?.saved === null
              ? 'The request has not been sent, and the key made here has not been downloaded. Both will be lost.'
              : 'The request has not been sent. What you entered will be lost.'
        }
      />
    </CsrContext>
  );
}
