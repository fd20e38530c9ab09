import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState, type ReactElement } from 'react';
import { useForm, useWatch, type Resolver } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { serverNow } from '../../api/client.ts';
import { enrollPfx } from '../../api/enrollment.ts';
import { ApiError, explain } from '../../api/errors.ts';
import { formatDn } from '../../domain/dn.ts';
import { LeaveGuard } from '../../form/LeaveGuard.tsx';
import { SwitchField } from '../../form/SwitchField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { Wizard, type WizardStep } from '../../form/Wizard.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { DeployPlanStep } from '../deploy/DeployPlan.tsx';
import { storesWord } from '../deploy/deployForm.ts';
import { useChosenSetup } from './chosenSetup.ts';
import { DetailsStep } from './DetailsStep.tsx';
import { EnrollFrame, type EnrollStart } from './EnrollFrame.tsx';
import { KeyStep } from './KeyStep.tsx';
import { NamesStep } from './NamesStep.tsx';
import { UnknownOutcome } from './Outcome.tsx';
import {
  chosenKey,
  pfxFindings,
  pfxSchema,
  pfxToWire,
  pfxValues,
  requestedSans,
  requestedSubject,
  type PfxValues,
} from './pfxForm.ts';
import type { SentPfx } from './PfxResult.tsx';
import { useRecheck } from './recheck.ts';
import { RequestSummary, SummaryAside, type SummaryProps } from './RequestSummary.tsx';
import { ResultTop } from './ResultTop.tsx';
import { ReviewDetails } from './ReviewDetails.tsx';
import type { EnrollChoice } from './setup.ts';
import { sourceLabel, WhatStep } from './WhatStep.tsx';

const PfxResult = lazy(() => import('./PfxResult.tsx'));

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
  const enroll = useMutation(enrollPfx());
  const [sent, setSent] = useState<SentPfx | null>(null);
  // Set before the first byte goes out and given back only after a refusal: two presses make one certificate.
  const sending = useRef(false);
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
    if (!setup || sending.current) return;
    sending.current = true;
    const startedAt = serverNow();
    setSent({ values: asked, setup, startedAt, generated: asked.password === made.current });
    try {
      await enroll.mutateAsync(pfxToWire(asked, setup, abilities, startedAt));
    } catch (error) {
      sending.current = error instanceof ApiError && error.outcomeUnknown;
    }
  };
  const change = (): void => {
    enroll.reset();
    sending.current = false;
  };

  const lost = enroll.error instanceof ApiError && enroll.error.outcomeUnknown;
  if (sent && (lost || enroll.data?.disposition === 'unclear')) {
    const about = { commonName: sent.values.subject.CN, startedAtMs: sent.startedAt.getTime() };
    return (
      <ResultTop>
        {enroll.data ? (
          <UnknownOutcome {...about} answer={enroll.data} />
        ) : (
          <UnknownOutcome {...about} error={explain(enroll.error)} />
        )}
      </ResultTop>
    );
  }
  if (sent && enroll.data) {
    return (
      <ResultTop>
        <Suspense fallback={<Loading what="the result" />}>
          <PfxResult answer={enroll.data} sent={sent} onChange={change} onAnother={onAnother} />
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
      fields: ['source', 'authority'],
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
          <DeployPlanStep name="stores" hasPrivateKey />
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
              { label: 'Friendly name', value: values.friendlyName.trim() || values.subject.CN },
            ]}
          />
          <ReviewDetails setup={current} details={values} stores={values.stores} />
          {enroll.isPending && (
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
        busy={enroll.isPending}
        aside={step === 'review' ? undefined : <SummaryAside {...summary} />}
        error={enroll.error ? explain(enroll.error) : null}
      />
      <LeaveGuard
        when={enroll.isPending || form.formState.isDirty}
        text={
          enroll.isPending
            ? 'The request is on its way. If you leave now, the certificate may be issued and its key lost.'
            : 'The request has not been sent. What you entered will be lost.'
        }
      />
    </>
  );
}
