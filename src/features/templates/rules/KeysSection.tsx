import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { retentionNumbers } from '../../../api/templates.ts';
import { RadioChoices } from '../../../form/RadioChoices.tsx';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { TextField } from '../../../form/TextField.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useEditor } from '../editorContext.ts';
import { keyRetentionWords } from '../templateWords.ts';
import { takesDays } from './keysForm.ts';

const policies = Object.keys(retentionNumbers).map((value) => ({
  value,
  label: keyRetentionWords({ policy: value, days: null }),
  ...(value === 'None' && { hint: 'The key is handed out once, at enrollment, and cannot be recovered.' }),
}));

/** What Command does with private keys, and renewal with one click. */
export function KeysSection(): ReactElement {
  const { document } = useEditor();
  const policy = String(useWatch({ name: 'retention.policy' }));
  return (
    <Section id="keys" title="Keys and retention">
      <RadioChoices
        name="retention.policy"
        label="Private keys"
        options={policies}
        stacked
        help="The template decides here, not the certificate authority’s own retention."
      />
      {takesDays(policy) && (
        <TextField
          name="retention.days"
          label="Days"
          width={160}
          help="A whole number. The server refuses a timed retention without days and takes 0."
        />
      )}
      {document['RequiresApproval'] === true && (
        <Notice kind="info" title="The CA’s approval is required for this template">
          A Microsoft template like this can be used for PFX and CSR enrollment only when private keys are kept, in
          whichever of the three ways{policy === 'None' ? ': with “Not kept” it cannot.' : '.'}
        </Notice>
      )}
      {Object.hasOwn(document, 'AllowOneClickRenewals') && (
        <SwitchField
          name="renewals"
          label="Allow one-click renewal"
          help="Works only when the certificate authority allows it too."
        />
      )}
    </Section>
  );
}
