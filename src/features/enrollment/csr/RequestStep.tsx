import { lazy, Suspense, type ReactElement } from 'react';
import { useFormState } from 'react-hook-form';
import { RadioChoices } from '../../../form/RadioChoices.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { LostPart, PartBoundary } from '../../../ui/LostPart.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { LinkNote } from '../LinkNote.tsx';
import { prefilledChoice } from '../prefilledChoice.ts';
import { useCsr } from './csrContext.ts';
import { CsrFacts } from './CsrFacts.tsx';
import type { CsrValues } from './csrForm.ts';
import { GivenRequest } from './GivenRequest.tsx';
import { AfterRules } from './SourcePicker.tsx';

const MakeRequest = lazy(() => import('./MakeRequest.tsx'));
const CommandRequests = lazy(() => import('./CommandRequests.tsx'));

const ways = [
  { value: 'given', label: 'Paste or choose a request', hint: 'Someone made a key and sent the request for it.' },
  {
    value: 'browser',
    label: 'Make key and request in this browser',
    hint: 'The key stays here until you download it.',
  },
  { value: 'command', label: 'Made by Command', hint: 'Command makes the key and keeps it, or has made it already.' },
] as const;

const noRequest: Record<CsrValues['way'], string> = {
  given: '',
  browser: 'Make key and request above, before you go on.',
  command: 'Make a request above, or take one from the list, before you go on.',
};

const exposed = 'If it came by mail or chat, others may have it: ask for a new key and a new request.';

/** Where the request comes from, and what it holds. */
export function RequestStep(): ReactElement {
  const { values, request, start, setup, madeKey } = useCsr();
  const { reading, keyTakenOut, notTaken } = request;
  const { errors } = useFormState<CsrValues>();
  const busy = values.csr.trim() !== '' && reading?.text !== values.csr;
  const missing = values.way === 'given' ? undefined : errors.csr?.message;
  return (
    <>
      <LinkNote
        prefill={start.prefill}
        taken={{
          choices: start.choices,
          choice: prefilledChoice(start.choices, start.prefill),
          setup,
          noPlace: [
            'stores',
            'replace',
            ...(start.abilities.csrRenewal ? [] : ['renew' as const]),
            ...(values.way === 'given' ? ['subject' as const, 'cn' as const] : []),
          ],
          stores: [],
        }}
      />
      <RadioChoices name="way" label="Where the request comes from" options={ways} stacked />
      {values.way === 'given' && <GivenRequest />}
      {values.way === 'browser' && (
        <AfterRules>
          <PartBoundary part="maker" lost={<LostPart what="The key maker" />}>
            <Suspense fallback={<Loading what="the key maker" />}>
              <MakeRequest />
            </Suspense>
          </PartBoundary>
        </AfterRules>
      )}
      {values.way === 'command' && (
        <PartBoundary part="list" lost={<LostPart what="The list of requests made by Command" />}>
          <Suspense fallback={<Loading what="requests made by Command" />}>
            <CommandRequests />
          </Suspense>
        </PartBoundary>
      )}
      {notTaken && (
        <Notice kind="warning" title={`${notTaken.name} was not taken: the request that was here stays`}>
          {notTaken.reason}
          {/private key/i.test(notTaken.reason) && ` This page did not keep it and sends it nowhere. ${exposed}`}
        </Notice>
      )}
      {keyTakenOut === 'alone' && (
        <Notice kind="warning" title="That was a private key, not a request: it was taken out">
          This page did not keep it and sends it nowhere. Give the certificate signing request that was made with this
          key; the key itself stays where it is. {exposed}
        </Notice>
      )}
      {keyTakenOut === 'beside' && (
        <Notice kind="warning" title="There was a private key in what you gave, and it was taken out">
          This page did not keep it and sends it nowhere. {exposed}
        </Notice>
      )}
      {busy && <Loading what="the request" />}
      {!busy && reading?.ok === false && errors.csr === undefined && (
        <Notice kind="error" title="This is no certificate signing request that can be used">
          {reading.reason}
        </Notice>
      )}
      {missing !== undefined && (
        <Notice kind="error" title="There is no request yet">
          {values.csr === '' ? noRequest[values.way] : missing}
        </Notice>
      )}
      {madeKey?.saved === null && (
        <Notice kind="warning" title="The key of this request has not been downloaded">
          {values.way === 'browser'
            ? 'Download it above. '
            : 'Download it under “Make key and request in this browser”. It is only on this page. '}
          The request is not sent until then: without its key nobody could use the certificate.
        </Notice>
      )}
      {!busy && reading?.ok && <CsrFacts reading={reading} />}
    </>
  );
}
