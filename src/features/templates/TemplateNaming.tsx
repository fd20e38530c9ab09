import type { ReactElement } from 'react';
import { TextField } from '../../form/TextField.tsx';
import { Section } from '../../ui/Section.tsx';
import { friendlyNameLimit } from './templateForm.ts';

/** The one name of a template that is not the CA's. */
export function TemplateNaming(): ReactElement {
  return (
    <Section id="naming" title="Naming">
      <TextField
        name="friendlyName"
        label="Friendly name"
        help={`Shown instead of the template name where people enroll; up to ${friendlyNameLimit} characters. Empty: the template name is shown.`}
      />
    </Section>
  );
}
