import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { RadioChoices } from '../../form/RadioChoices.tsx';
import { TextField } from '../../form/TextField.tsx';
import { momentOf, utcText } from './when.ts';

const Below = styled('div')({ marginTop: 16 });

interface WhenFieldsProps {
  /** What has the time: "Delivery time". */
  label: string;
  /** What else a later time means. */
  help?: string;
}

/** When jobs may start: the fields `when` and `jobTime` of the form around (`WhenValues`). */
export function WhenFields({ label, help = '' }: WhenFieldsProps): ReactElement {
  const [when, jobTime] = useWatch({ name: ['when', 'jobTime'] }) as [string, string];
  const time = momentOf(jobTime);
  return (
    <Below>
      <RadioChoices
        name="when"
        label="When"
        help={when === '' ? 'These stores were to start at different times. Choose one for all of them.' : undefined}
        options={[
          { value: 'soon', label: 'As soon as possible' },
          { value: 'later', label: 'At a time' },
        ]}
      />
      {when === 'later' && (
        <TextField
          name="jobTime"
          label={label}
          type="datetime-local"
          required
          width={280}
          help={`In your local time.${time ? ` The server gets it as ${utcText(time)}.` : ''} ${help}`.trim()}
        />
      )}
    </Below>
  );
}
