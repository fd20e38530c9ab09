import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { serverNow } from '../../../api/client.ts';
import { explain } from '../../../api/errors.ts';
import type { Abilities } from '../../../api/server.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Facts, type Fact } from '../../../ui/Facts.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { Time } from '../../../ui/Time.tsx';
import { PlanFindings } from '../../deploy/PlanFindings.tsx';
import { utcText } from '../../deploy/when.ts';
import { ExactRequest } from '../ExactRequest.tsx';
import { liveCheckQuery, liveWords, shortened } from '../liveCheck.ts';
import { isDelivery } from '../result/resultNames.ts';
import { Held } from '../renewal/RenewedStores.tsx';
import { RequestSummary, type SummaryProps } from '../RequestSummary.tsx';
import { ReviewDetails } from '../ReviewDetails.tsx';
import type { Setup } from '../setup.ts';
import { useScope } from '../useScope.ts';
import { comparedPfx } from './comparedPfx.ts';
import { deliveryTime } from './delivery.ts';
import { versionOf, type PfxValues } from './pfxForm.ts';
import { passwordMissing } from './pfxPassword.ts';
import { shownPfxPost } from './pfxSent.ts';
import { friendlyName } from './friendlyName.ts';
import type { Replaced } from './replacedStores.ts';
import { useReplaced } from './useReplaced.ts';
import { fileFormat, goesToStores, installs, pfxToWire } from './pfxToWire.ts';

interface PfxReviewProps {
  summary: SummaryProps;
  values: PfxValues;
  setup: Setup | null;
  abilities: Abilities;
}

const orders = { EndEntityFirst: 'certificate first', RootFirst: 'root first' } as const;

/** The file in words, with what the server does where nothing was chosen. */
function fileFacts(values: PfxValues, abilities: Abilities): Fact[] {
  const format = fileFormat(values, abilities);
  const file = isDelivery(format) ? 'PFX, prepared for stores,' : format;
  const chain = values.includeChain
    ? `with chain${abilities.keyChoice ? `, ${orders[values.chainOrder]}` : ''}`
    : 'without chain';
  const header = format === 'PEM' && values.subjectHeader ? ', with subject lines' : '';
  return [
    { label: 'File', value: `${file} ${chain}${header}${values.download ? '' : ', not downloaded'}` },
    { label: 'Password', value: passwordWords(values) },
    { label: 'Friendly name', value: friendlyName(values) || 'none' },
    ...(abilities.keyChoice
      ? [{ label: 'Encryption', value: values.legacyEncryption ? '3DES and RC2, for old programs' : 'AES-256' }]
      : []),
    ...(values.provider.trim() === '' ? [] : [{ label: 'Provider', value: values.provider.trim() }]),
  ];
}

function passwordWords(values: PfxValues): ReactElement | string {
  if (values.passwordFrom === 'server') return 'made by the server';
  // Emptied when the request went out: nothing keeps it for a second one.
  return passwordMissing(values) ? (
    <StatusMark kind="error" text="has to be given again, in step Key and file" />
  ) : (
    'set here'
  );
}

function deliveryFacts(values: PfxValues, abilities: Abilities): Fact[] {
  const { renewal } = values;
  const later = (versionOf(values, abilities) === 1 && values.stores.length > 0) || values.replaces !== null;
  const when = later
    ? 'as soon as possible, right after the certificate is issued'
    : 'as soon as possible, with this request';
  const time = deliveryTime(values);
  return [
    ...(goesToStores(values, abilities) ? [{ label: 'Delivery', value: time ? <Timed time={time} /> : when }] : []),
    ...(values.replaces === null
      ? []
      : [{ label: 'Replaces', value: `certificate ${values.replaces}, in every store that holds it` }]),
    ...(renewal.certificateId === null || renewal.certificateId === 0
      ? []
      : [
          { label: 'Renews', value: renewal.label },
          {
            label: 'Its stores',
            value: installs(values, abilities) ? 'get the new certificate' : 'keep the old certificate',
          },
        ]),
    ...(values.populateFromAd ? [{ label: 'Active Directory', value: 'fills in empty subject parts' }] : []),
  ];
}

function Timed({ time }: { time: Date }): ReactElement {
  return (
    <>
      at <Time value={time} /> ({utcText(time)})
    </>
  );
}

function placesWords({ state, places }: Replaced): string {
  if (state === 'pending') return 'They are still being read.';
  if (state === 'failed') return 'They could not be read. Try again in the step Where.';
  return places === null
    ? 'Which they are is not known here. The server picks them, by its inventories.'
    : 'Under these aliases the new certificate takes its place. The server goes by its inventories of that moment.';
}

/** Everything the request asks for, and the certificates in use that have its names already, on the last step. */
export default function PfxReview({ summary, values, setup, abilities }: PfxReviewProps): ReactElement {
  // It advises, so that nothing waits for it.
  const compared = comparedPfx(values);
  const scope = useScope();
  const live = useQuery(liveCheckQuery(compared, scope));
  const replaced = useReplaced(values, abilities, scope);
  return (
    <>
      <RequestSummary
        {...summary}
        findings={[...summary.findings, ...shortened(live.data?.findings ?? [])]}
        more={[...(summary.more ?? []), ...fileFacts(values, abilities), ...deliveryFacts(values, abilities)]}
      />
      <PlanFindings plan={values.stores} />
      {replaced.map((each) => (
        <section key={each.certificateId} aria-label={`Stores of certificate ${each.certificateId}`}>
          <h3>Stores of certificate {each.certificateId}</h3>
          <p>{placesWords(each)}</p>
          {each.places !== null && each.places.length > 0 && <Held places={each.places} />}
        </section>
      ))}
      <ReviewDetails setup={setup} details={values} stores={values.stores} />
      <section aria-label="Compared with the server">
        <h3>Compared with the server</h3>
        {live.error ? (
          <ErrorNotice error={explain(live.error)} onRetry={() => void live.refetch()} />
        ) : (
          <Facts
            items={[
              {
                label: 'Live certificates of this name',
                // Always one line, so that the buttons below do not move when the answer comes.
                value: live.data ? liveWords(live.data, false, compared.follows) : 'being looked for …',
              },
            ]}
          />
        )}
      </section>
      {setup && <ExactRequest post={shownPfxPost(pfxToWire(values, setup, abilities, serverNow()), values)} />}
    </>
  );
}
