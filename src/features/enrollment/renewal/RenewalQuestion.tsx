import type { ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { RadioChoices } from '../../../form/RadioChoices.tsx';
import { type RenewalValue, withoutOld } from './renewalForm.ts';

interface RenewalQuestionProps {
  /** Path of a `RenewalValue` in the form. */
  name: string;
}

/** Whether the request is for a new certificate or renews one; drawn before the rest of that part is there, too. */
export function RenewalQuestion({ name }: RenewalQuestionProps): ReactElement {
  const { getValues, setValue, clearErrors } = useFormContext();
  const chosenId = useWatch({ name: `${name}.certificateId` }) as number | null;
  return (
    <RadioChoices
      name={`${name}.certificateId`}
      label="This request is for"
      options={[
        { value: null, label: 'A new certificate' },
        { value: chosenId ?? 0, label: 'The renewal of a certificate' },
      ]}
      onPicked={(value) => {
        if (value !== null) return;
        for (const [member, without] of withoutOld(getValues(name) as Partial<RenewalValue>)) {
          setValue(`${name}.${member}`, without, { shouldDirty: true });
        }
        clearErrors(`${name}.certificateId`);
      }}
    />
  );
}
