import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { Abilities } from '../../../api/server.ts';
import { RadioChoices } from '../../../form/RadioChoices.tsx';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { TextField } from '../../../form/TextField.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { DeployPlanStep } from '../../deploy/DeployPlan.tsx';
import type { Setup } from '../setup.ts';
import { momentOf, utcText } from './delivery.ts';
import { versionOf, type PfxValues } from './pfxForm.ts';
import { goesToStores } from './pfxToWire.ts';

const Below = styled('div')({ marginTop: 16 });
const Place = styled('div')({ margin: '0 0 16px', maxWidth: 860 });

/** What later becomes possible with the key, as far as the template tells. */
function retentionWords(retention: string | null): string {
  if (retention === null) return 'Other formats can be fetched later with Recover, if the template keeps keys.';
  return retention === 'None'
    ? 'This template keeps no keys: other formats cannot be fetched later.'
    : 'This template keeps keys: other formats can be fetched later with Recover.';
}

/** When the stores get the certificate. */
function When({ when, jobTime }: Pick<PfxValues, 'when' | 'jobTime'>): ReactElement {
  const time = momentOf(jobTime);
  return (
    <Below>
      <RadioChoices
        name="when"
        label="When"
        options={[
          { value: 'soon', label: 'As soon as possible' },
          { value: 'later', label: 'At a time' },
        ]}
      />
      {when === 'later' && (
        <TextField
          name="jobTime"
          label="Delivery time"
          type="datetime-local"
          required
          width={280}
          help={`In your local time.${time ? ` The server gets it as ${utcText(time)}.` : ''} The certificate itself does not wait for it.`}
        />
      )}
    </Below>
  );
}

/** A file, stores, or both. */
export default function WhereStep({ setup, abilities }: { setup: Setup | null; abilities: Abilities }): ReactElement {
  const form = useFormContext<PfxValues>();
  const values = { ...form.getValues(), ...useWatch<PfxValues>() } as PfxValues;
  const { stores, format } = values;
  const version = versionOf(values, abilities);
  return (
    <>
      <SwitchField
        name="download"
        label="Download the file"
        help="The file is offered when the certificate is issued."
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
            This request does not carry stores. The result page deploys to them when you press its button, within five
            minutes, and then as soon as possible: no later time can be set. While the request waits for an approval, it
            cannot.
          </Notice>
        </Place>
      )}
      <DeployPlanStep name="stores" />
      {stores.length > 0 && version === 2 && <When when={values.when} jobTime={values.jobTime} />}
    </>
  );
}
