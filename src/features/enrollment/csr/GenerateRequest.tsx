import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useState, type ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { generateCsr } from '../../../api/csrGeneration.ts';
import { explain } from '../../../api/errors.ts';
import { patternsByTemplateQuery } from '../../../api/patterns.ts';
import { whyNot } from '../../../api/rights.ts';
import { meQuery } from '../../../api/server.ts';
import { allTemplatesQuery } from '../../../api/templates.ts';
import { readEnrollTypes } from '../../../domain/enrollTypes.ts';
import { SelectField } from '../../../form/SelectField.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SansEditor } from '../names/SansEditor.tsx';
import { requestedSubject } from '../names/subjectForm.ts';
import { SubjectEditor } from '../names/SubjectEditor.tsx';
import type { EnrollChoice, Setup } from '../setup.ts';
import { alternativeChoices } from '../pfx/pfxForm.ts';
import { aboutTyped } from './aboutTyped.ts';
import { useCsr } from './csrContext.ts';
import {
  commandKeys,
  generateFindings,
  generateSchema,
  generateToWire,
  generateValues,
  type GenerateValues,
} from './generateForm.ts';
import { InnerForm } from './InnerForm.tsx';
import { SourcePicker } from './SourcePicker.tsx';

const Place = styled('div')({ marginTop: 12 });

interface GenerateRequestProps {
  /** Told the request that Command made, as PEM. */
  onMade: (csr: string) => void;
  onClose: () => void;
}

/** Lets Command make a key and a request for it. Lies inside the wizard's form, so it has no form element of its own. */
export function GenerateRequest({ onMade, onClose }: GenerateRequestProps): ReactElement {
  const { start, setup } = useCsr();
  const { abilities, prefill } = start;
  const make = useMutation(generateCsr());
  const refused = whyNot(useQuery(meQuery()).data, 'csrGeneration');
  const patterns = useQuery({ ...patternsByTemplateQuery(), enabled: abilities.enrollmentPatterns });
  const templates = useQuery({ ...allTemplatesQuery(), enabled: !abilities.enrollmentPatterns, retry: false });
  /** The rules whose defaults the values hold; those of another choice may be on their way. */
  const [held, setHeld] = useState(setup);
  const [defaultValues] = useState(() => generateValues(held, abilities, prefill));
  const form = useForm<GenerateValues>({ defaultValues, resolver: zodResolver(generateSchema(setup)) });
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) } as GenerateValues;
  /** Why Command makes no request for a choice; undefined where it does, or where that is not known. */
  const closed = ({ pattern, template }: EnrollChoice): string | undefined => {
    const row = pattern
      ? patterns.data?.get(pattern.templateId)?.find(({ id }) => id === pattern.patternId)
      : templates.data?.find(({ id }) => id === template?.templateId);
    if (!row || readEnrollTypes(row.enrollmentTypes).csrGeneration) return undefined;
    return 'Not set up for CSR generation';
  };
  const follow = (next: Setup): void => {
    const typed = form.getValues();
    // What it begins with now, over which what was typed is a change still.
    form.reset(generateValues(next, abilities, prefill));
    form.reset(generateValues(next, abilities, prefill, { values: typed, setup: held }), { keepDefaultValues: true });
    setHeld(next);
  };
  const send = form.handleSubmit(async (asked) => {
    if (!setup) return;
    try {
      onMade(await make.mutateAsync(generateToWire(asked, setup, abilities)));
    } catch {
      // Stands below as the error of making it.
    }
  });
  const findings = aboutTyped(generateFindings(values, setup), values, form.formState.isSubmitted);
  const alternatives = alternativeChoices(setup);
  return (
    <InnerForm
      form={form}
      legend="Let Command make a request"
      onSubmit={() => send()}
      submitLabel="Make key and request in Command"
      disabledReason={refused ?? (setup ? closed(setup.choice) : 'Choose what it will be enrolled with')}
      busyText="Command is making the key …"
      more={
        <ActionButton disabledReason={make.isPending ? 'Wait for the answer' : undefined} onClick={onClose}>
          Cancel
        </ActionButton>
      }
    >
      <SourcePicker closed={closed} onPicked={follow} />
      {setup && (
        <>
          <SelectField
            name="key"
            label="Key"
            required
            options={commandKeys(setup, abilities).map(({ label }) => ({ value: label, label }))}
            help="Large RSA keys take up to five minutes."
          />
          {alternatives.length > 0 && (
            <SelectField
              name="alternativeKey"
              label="Second, post-quantum key"
              options={[{ value: '', label: 'None' }, ...alternatives.map(({ id }) => ({ value: id, label: id }))]}
              help="For a hybrid certificate, which carries both keys."
            />
          )}
          <SubjectEditor name="subject" findings={findings} />
          <SansEditor
            name="sans"
            subject={requestedSubject(values.subject)}
            findings={findings}
            rfc={setup.rules.rfcEnforcement}
          />
        </>
      )}
      {make.error && (
        <Place>
          <ErrorNotice error={explain(make.error)} />
        </Place>
      )}
      {make.isPending && (
        <Notice kind="info" title="Command is making the key">
          Stay on this page. If you leave, the request is in the list of those made by Command later.
        </Notice>
      )}
    </InnerForm>
  );
}
