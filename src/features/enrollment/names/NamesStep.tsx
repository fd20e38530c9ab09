import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { formatDn } from '../../../domain/dn.ts';
import { ChipsField } from '../../../form/ChipsField.tsx';
import { Rows } from '../../../form/Rows.tsx';
import { TextField } from '../../../form/TextField.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CodeBlock } from '../../../ui/CodeBlock.tsx';
import { FindingList } from '../FindingList.tsx';
import { pfxFindings, type PfxValues } from '../pfx/pfxForm.ts';
import { requestedSans, requestedSubject, sanChip, sanChips, subjectFields } from './pfxNames.ts';
import type { Setup } from '../setup.ts';

const moreTypes = ['OU', 'O', 'DC', 'CN', 'L', 'ST', 'C', 'E'].map((type) => ({ value: type, label: type }));
const moreColumns = [
  { name: 'type', label: 'Part', kind: 'select', options: moreTypes, width: '90px' },
  { name: 'value', label: 'Value' },
] as const;

const Parts = styled('div')({
  display: 'grid',
  gap: '0 16px',
  gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
  maxWidth: 860,
  '& > :first-of-type': { gridColumn: '1 / -1' },
});
const Block = styled('div')({ margin: '12px 0 20px', maxWidth: 860 });

/** The subject in parts with its text below, and the alternative names. */
export function NamesStep({ setup }: { setup: Setup | null }): ReactElement {
  const form = useFormContext<PfxValues>();
  const values = { ...form.getValues(), ...useWatch<PfxValues>() } as PfxValues;
  const findings = pfxFindings(values, setup);
  const { errors } = useFormState<PfxValues>();
  // What already stands under a field as its error is not said twice.
  const about = (area: 'subject' | 'sans') =>
    findings.filter(
      ({ where, grade }) => where.split('.')[0] === area && !(grade === 'refused' && errors[area] !== undefined),
    );
  const cn = values.subject.CN.trim();
  const asDns = sanChip({ kind: 'dns', value: cn });
  const offersDns =
    cn !== '' && /^[^\s@]+\.[^\s@]+$/.test(cn) && !requestedSans(values).some((san) => sanChip(san) === asDns);
  const subject = formatDn(requestedSubject(values));
  return (
    <>
      <Parts>
        {subjectFields.map(({ type, label }) => (
          <TextField
            key={type}
            name={`subject.${type}`}
            label={label}
            {...(type === 'C' ? { help: 'Two letters, such as SE' } : {})}
          />
        ))}
      </Parts>
      <Rows
        name="moreParts"
        label="More subject parts"
        columns={moreColumns}
        newRow={() => ({ type: 'OU', value: '' })}
        addLabel="Add a subject part"
        rowLabel={(row) => String(row['type'])}
      />
      <Block>
        <FindingList findings={about('subject')} label="About the subject" />
        {subject !== '' && <CodeBlock text={subject} label="Subject as it is sent" copy />}
      </Block>
      <ChipsField
        name="sans"
        label="Alternative names"
        parse={sanChips}
        placeholder="app01.example.com"
        help="Type or paste DNS names, addresses, URIs or e-mail addresses, any number at once. Write upn: in front of a user principal name."
      />
      <FindingList findings={about('sans')} label="About the alternative names" />
      {offersDns && (
        <ActionButton
          onClick={() => form.setValue('sans', [...values.sans, asDns], { shouldDirty: true, shouldValidate: true })}
        >
          {`Add ${cn} as DNS name`}
        </ActionButton>
      )}
    </>
  );
}
