import type { ReactElement } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { rulesUnder } from '../authorityRules.ts';
import { SansEditor } from '../names/SansEditor.tsx';
import { SubjectEditor } from '../names/SubjectEditor.tsx';
import { requestedSubject } from '../names/subjectForm.ts';
import type { Setup } from '../setup.ts';
import { pfxFindings, type PfxValues } from './pfxForm.ts';

/** Who the certificate is for: subject and alternative names, with what the rules say about them. */
export default function NamesStep({ setup }: { setup: Setup | null }): ReactElement {
  const form = useFormContext<PfxValues>();
  const values = { ...form.getValues(), ...useWatch<PfxValues>() } as PfxValues;
  const { errors } = useFormState<PfxValues>();
  // What already stands under the names as their error is not said twice.
  const findings = pfxFindings(values, setup).filter(
    ({ where, grade }) => where.startsWith('subject') || grade !== 'refused' || errors.sans === undefined,
  );
  return (
    <>
      <SubjectEditor name="subject" findings={findings} />
      <SansEditor
        name="sans"
        subject={requestedSubject(values.subject)}
        findings={findings}
        rfc={setup && rulesUnder(setup, values.authority).rfcEnforcement}
      />
    </>
  );
}
