import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { meQuery, type Abilities } from '../../../api/server.ts';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { Fold } from '../Fold.tsx';
import { RenewalQuestion } from '../renewal/RenewalQuestion.tsx';
import type { RenewOnce } from '../renewal/renewOnce.ts';
import { mayReadCertificates } from './mayReadCertificates.ts';
import type { PfxValues } from './pfxForm.ts';

const RenewalChoice = lazy(() => import('../renewal/RenewalStep.tsx'));

/** Why a renewal cannot replace the old certificate in its stores with this request. */
function noInstallReason(abilities: Abilities, populateFromAd: boolean): string | undefined {
  if (!abilities.pfxVersion2) return 'Requests of this server’s version carry no stores.';
  return populateFromAd
    ? 'Filling in from Active Directory takes the older request, which carries no stores.'
    : undefined;
}

interface WhatExtrasProps {
  abilities: Abilities;
  once: RenewOnce;
}

/** What only a PFX enrollment asks beside template and CA. */
export default function WhatExtras({ abilities, once }: WhatExtrasProps): ReactElement {
  const me = useQuery(meQuery());
  const { setValue } = useFormContext<PfxValues>();
  const populateFromAd = useWatch<PfxValues, 'populateFromAd'>({ name: 'populateFromAd' });
  return (
    <>
      {mayReadCertificates(me.data?.permissions ?? null) && (
        <Suspense fallback={<RenewalQuestion name="renewal" />}>
          <RenewalChoice name="renewal" installReason={noInstallReason(abilities, populateFromAd)} once={once} />
        </Suspense>
      )}
      <Fold title="Rarely needed: Active Directory">
        <SwitchField
          name="populateFromAd"
          label="Fill empty subject parts from Active Directory"
          help={
            abilities.pfxVersion2
              ? 'Only the older version 1 of the request can do this. It carries no stores: they are deployed from the result page, within five minutes; after an approval only while that page is still open.'
              : 'What you leave empty is taken from the directory, as far as the server has one.'
          }
          onPicked={(on) => {
            if (!on) return;
            // What version 1 of the request cannot say.
            setValue('alternativeKey', '', { shouldDirty: true });
            setValue('renewal.install', false, { shouldDirty: true });
          }}
        />
      </Fold>
    </>
  );
}
