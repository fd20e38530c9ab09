import type { ReactElement } from 'react';
import { SwitchField } from '../../form/SwitchField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { Section } from '../../ui/Section.tsx';
import { useEditor } from './editorContext.ts';

/** Name, description, and whether requests that name only the template use this pattern. */
export function PatternNaming(): ReactElement {
  const { document } = useEditor();
  const isDefault = document['TemplateDefault'] === true;
  return (
    <Section id="naming" title="Naming">
      <TextField name="name" label="Name" required />
      <TextField name="description" label="Description" multiline rows={2} />
      <SwitchField
        name="isDefault"
        label="Default pattern of its template"
        help="Requests that name only the template use its default pattern. Turning this on takes it from the pattern that has it now."
        disabledReason={
          isDefault
            ? 'This is the default pattern. A template with patterns always has one: make another pattern the default instead.'
            : undefined
        }
      />
    </Section>
  );
}
