import { styled } from '@mui/material/styles';
import { useMemo, type ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { Abilities } from '../../../api/server.ts';
import { asCertificateId } from '../../../domain/ids.ts';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { DeployPlanStep } from '../../deploy/DeployPlan.tsx';
import { WhenFields } from '../../deploy/WhenFields.tsx';
import type { Setup } from '../setup.ts';
import { useScope } from '../useScope.ts';
import { ReplacedPlaces } from './ReplacedPlaces.tsx';
import { versionOf, type PfxValues } from './pfxForm.ts';
import { goesToStores } from './pfxToWire.ts';
import { closedStores } from './replacedStores.ts';
import { TwiceReached } from './TwiceReached.tsx';
import { useReplaced } from './useReplaced.ts';

const Place = styled('div')({ margin: '0 0 16px', maxWidth: 860 });

/** What later becomes possible with the key, as far as the template tells. */
function retentionWords(retention: string | null): string {
  if (retention === null) return 'Other formats can be fetched later with Recover, if the template keeps keys.';
  return retention === 'None'
    ? 'This template keeps no keys: other formats cannot be fetched later.'
    : 'This template keeps keys: other formats can be fetched later with Recover.';
}

/** A file, stores, or both. */
export default function WhereStep({ setup, abilities }: { setup: Setup | null; abilities: Abilities }): ReactElement {
  const form = useFormContext<PfxValues>();
  const values = { ...form.getValues(), ...useWatch<PfxValues>() } as PfxValues;
  const { stores, format } = values;
  const version = versionOf(values, abilities);
  const replaced = useReplaced(values, abilities, useScope());
  const closed = useMemo(() => closedStores(replaced), [replaced]);
  return (
    <>
      <SwitchField
        name="download"
        label="Download the file"
        help="The file is offered when the certificate is issued. That can be all: no store has to be chosen."
      />
      {goesToStores(values, abilities) && (
        <Place>
          <Notice kind="info" title="With stores, the file is a PFX">
            The server prepares the delivery to stores and gives the same bundle as a .pfx file
            {format === 'PFX' ? '' : `, not as ${format}`}. {retentionWords(setup?.retention ?? null)}
          </Notice>
        </Place>
      )}
      {stores.length > 0 && version === 1 && (
        <Place>
          <Notice kind="info" title="The stores come in a second step">
            This request does not carry stores. Once the certificate is issued, a deployment follows it by itself, once.
            Where the request has to wait for an approval, it cannot.
          </Notice>
        </Place>
      )}
      {values.replaces !== null && (
        <Place>
          <ReplacedPlaces certificateId={asCertificateId(values.replaces)} />
        </Place>
      )}
      <TwiceReached replaced={replaced} />
      <DeployPlanStep name="stores" closed={closed} />
      {goesToStores(values, abilities) && (
        <WhenFields label="Delivery time" help="The certificate itself does not wait for it." />
      )}
    </>
  );
}
