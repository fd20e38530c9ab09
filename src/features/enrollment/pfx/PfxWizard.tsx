import { zodResolver } from '@hookform/resolvers/zod';
import { lazy, Suspense, useRef, useState, type ReactElement } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { serverNow } from '../../../api/client.ts';
import { enrollPfx, type PfxAnswer, type PfxPost } from '../../../api/enrollment.ts';
import { formatDn } from '../../../domain/dn.ts';
import { LeaveGuard } from '../../../form/LeaveGuard.tsx';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { TextField } from '../../../form/TextField.tsx';
import { Wizard, type WizardStep } from '../../../form/Wizard.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { DeployPlanStep } from '../../deploy/DeployPlan.tsx';
import { storesWord } from '../../deploy/deployForm.ts';
import { useChosenSetup } from '../chosenSetup.ts';
import { DetailsStep } from '../DetailsStep.tsx';
import { EnrollFrame, type EnrollStart } from '../EnrollFrame.tsx';
import { useEnrollOnce } from '../enrollOnce.ts';
import { KeyStep } from './KeyStep.tsx';
import { NamesStep } from '../names/NamesStep.tsx';
import { UnknownOutcome } from '../result/Outcome.tsx';
import { PasswordSection } from '../result/PasswordSection.tsx';
import { chosenKey, pfxFindings, pfxSchema, pfxToWire, pfxValues, type PfxValues } from './pfxForm.ts';
import { requestedSans, requestedSubject } from '../names/pfxNames.ts';
import { passwordLoss } from '../result/pfxLoss.ts';
import type { SentPfx } from '../result/PfxResult.tsx';
import { useRecheck } from '../recheck.ts';
import { RequestSummary, SummaryAside, type SummaryProps } from '../RequestSummary.tsx';
import { ResultTop } from '../result/ResultTop.tsx';
import { ReviewDetails } from '../ReviewDetails.tsx';
import type { EnrollChoice } from '../setup.ts';
import { sourceLabel, WhatStep } from '../WhatStep.tsx';

const PfxResult = lazy(() => import('../result/PfxResult.tsx'));

/** A key pair made by the server, its certificate, and both as a file or in stores. */
export default function PfxWizard(): ReactElement {
  const [round, setRound] = useState(0);
  return (
    <EnrollFrame
      kind="pfx"
      title="PFX enrollment"
      subtitle="The server makes the key and returns it with the certificate."
    >
      {(start) => <PfxRound key={round} start={start} onAnother={() => setRound(round + 1)} />}
    </EnrollFrame>
  );
}

function PfxRound({ start, onAnother }: { start: EnrollStart; onAnother: () => void }): ReactElement {
  const { abilities, roles } = start;
  const [search] = useSearchParams();
  const { send, change, busy, error, outcome } = useEnrollOnce<SentPfx, PfxAnswer, PfxPost>(enrollPfx());
  // Tells a generated password, which is shown with the result, from one the user typed, which stays masked.
  const made = useRef('');
  const chosen = useChosenSetup(start.initial);
  const { setup, settled } = chosen;
  const resolver: Resolver<PfxValues> = async (values, context, options) =>
    zodResolver(pfxSchema(await settled()))(values, context, options);
  const [defaultValues] = useState(() => pfxValues(start.initial, abilities));
  const form = useForm<PfxValues>({ defaultValues, resolver });
  useRecheck(form);
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) } as PfxValues;
  const pick = (choice: EnrollChoice): void =>
    chosen.pick(choice, (next, before) => {
      const typed = { values: form.getValues(), setup: before };
      form.reset(pfxValues(next, abilities, typed), { keepDefaultValues: true });
    });

  const submit = async (asked: PfxValues): Promise<void> => {
    if (!setup) return;
    const startedAt = serverNow();
    const generated = asked.password === made.current;
    await send({ values: asked, setup, startedAt, generated }, pfxToWire(asked, setup, abilities, startedAt));
  };

  if (outcome.kind === 'unknown') {
    const { values: asked, startedAt, generated } = outcome.sent;
    return (
      <ResultTop>
        <UnknownOutcome commonName={asked.subject.CN.trim()} startedAtMs={startedAt.getTime()} {...outcome.about} />
        <PasswordSection password={asked.password} generated={generated} />
        <LeaveGuard when={generated} {...passwordLoss} />
      </ResultTop>
    );
  }
  if (outcome.kind === 'answered') {
    return (
      <ResultTop>
        <Suspense fallback={<Loading what="the result" />}>
          <PfxResult answer={outcome.answer} sent={outcome.sent} onChange={change} onAnother={onAnother} />
        </Suspense>
      </ResultTop>
    );
  }

  const current = setup?.choice.key === values.source ? setup : null;
  const step = search.get('step') ?? 'what';
  const key = chosenKey(values, current);
  const summary = {
    sourceLabel: sourceLabel(start),
    setup: current,
    authority: values.authority,
    subject: formatDn(requestedSubject(values)),
    sans: requestedSans(values),
    keyLabel: key?.label ?? 'as the template decides',
    more: [
      { label: 'Stores', value: values.stores.length === 0 ? 'none' : storesWord(values.stores.length) },
      ...(current?.rules.rfcEnforcement ? [{ label: 'Rule', value: 'At least one DNS name (RFC 2818)' }] : []),
    ],
    findings: pfxFindings(values, current),
    judged: step !== 'what',
  } satisfies SummaryProps;
  const friendlyRequired = current?.settings.friendlyNameRequired ?? false;
  const steps: WizardStep[] = [
    {
      id: 'what',
      label: 'What',
      fields: ['source', 'authority', 'acceptTerms'],
      render: () => <WhatStep start={start} chosen={chosen} onPick={pick} source={values.source} />,
      summary: () => current?.choice.label,
    },
    {
      id: 'names',
      label: 'Subject and names',
      fields: ['subject', 'moreParts', 'sans'],
      render: () => <NamesStep setup={current} />,
      summary: () => values.subject.CN,
    },
    {
      id: 'key',
      label: 'Key and file',
      fields: ['key', 'password', 'includeChain'],
      render: () => (
        <KeyStep setup={current} abilities={abilities} onGenerated={(password) => (made.current = password)} />
      ),
      summary: () => key?.label,
    },
    {
      id: 'details',
      label: 'Details',
      fields: ['friendlyName', 'metadata', 'fields', 'owner'],
      render: () => (
        <DetailsStep setup={current} ownerRole={abilities.ownerRole} roles={roles}>
          <TextField
            name="friendlyName"
            label="Custom friendly name"
            required={friendlyRequired}
            help={friendlyRequired ? undefined : 'Left empty, the common name is used.'}
          />
        </DetailsStep>
      ),
    },
    {
      id: 'where',
      label: 'Where',
      fields: ['download', 'stores'],
      render: () => (
        <>
          <SwitchField
            name="download"
            label="Download the file"
            help="The file is offered when the certificate is issued."
          />
          <DeployPlanStep name="stores" />
        </>
      ),
      summary: () => (values.stores.length === 0 ? 'Download' : storesWord(values.stores.length)),
    },
    {
      id: 'review',
      label: 'Review',
      fields: [],
      render: () => (
        <>
          <RequestSummary
            {...summary}
            more={[
              ...summary.more,
              { label: 'File', value: values.includeChain ? 'PFX with chain' : 'PFX without chain' },
              { label: 'Friendly name', value: values.friendlyName.trim() || values.subject.CN.trim() },
            ]}
          />
          <ReviewDetails setup={current} details={values} stores={values.stores} />
          {busy && (
            <Notice kind="info" title="The server is making the key and asking the CA">
              This usually takes a few seconds; large RSA keys take up to five minutes. Stay on this page.
            </Notice>
          )}
        </>
      ),
    },
  ];
  const count = values.stores.length;
  return (
    <>
      <Wizard
        form={form}
        steps={steps}
        onSubmit={submit}
        submitLabel={count === 0 ? 'Enroll' : `Enroll and deploy to ${storesWord(count)}`}
        busy={busy}
        aside={step === 'review' ? undefined : <SummaryAside {...summary} />}
        error={error}
      />
      <LeaveGuard
        when={busy || form.formState.isDirty}
        text={
          busy
            ? 'The request is on its way. If you leave now, the certificate may be issued and its key lost.'
            : 'The request has not been sent. What you entered will be lost.'
        }
      />
    </>
  );
}
