import type { ReactElement } from 'react';
import { SelectField } from '../../../form/SelectField.tsx';
import { TextField } from '../../../form/TextField.tsx';
import { TriStateField } from '../../../form/TriStateField.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useEditor } from '../editorContext.ts';
import { cleanUpUnits } from '../templateWords.ts';

const units = [{ value: null, label: 'Not set here' }, ...cleanUpUnits.map((label, value) => ({ value, label }))];

/** Removal of expired certificates from Command, where the server knows it. */
export function CleanUpSection(): ReactElement {
  const { document } = useEditor();
  const came = (member: string) => Object.hasOwn(document, member);
  return (
    <Section
      id="clean-up"
      title="Clean-up"
      hint="Whether Command removes expired certificates of this template, and when. What is not set here probably follows the certificate authority or the system-wide setting; the vendor’s pages do not say."
    >
      {came('CertificateCleanupEnabled') && (
        <TriStateField name="cleanUp.enabled" label="Clean up expired certificates" />
      )}
      {came('TimeAfterExpiration') && (
        <TextField
          name="cleanUp.delay"
          label="Time after expiry"
          width={160}
          help="A whole number; empty is not set here."
        />
      )}
      {came('TimeAfterExpirationUnits') && <SelectField name="cleanUp.unit" label="Unit" options={units} width={360} />}
      {came('DeleteWithArchivedKey') && (
        <TriStateField
          name="cleanUp.withKey"
          label="Also certificates whose private key is stored"
          help="Probably removes the stored key with the certificate; the vendor’s pages do not say."
        />
      )}
    </Section>
  );
}
