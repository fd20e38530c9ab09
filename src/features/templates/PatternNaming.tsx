import type { ReactElement } from 'react';
import { SwitchField } from '../../form/SwitchField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { Section } from '../../ui/Section.tsx';
import { useEditor } from './editorContext.ts';
import { usePatternsBeside } from './usePatternsBeside.ts';

/** Name, description, and whether requests that name only the template use this pattern. */
export function PatternNaming(): ReactElement {
  const { document } = useEditor();
  const { patterns } = usePatternsBeside();
  const isDefault = document['TemplateDefault'] === true;
  const holder = patterns?.find((pattern) => pattern.isDefault);
  const taken = holder === undefined ? 'the pattern that has it now' : `“${holder.name}”`;
  return (
    <Section id="naming" title="Naming">
      <TextField name="name" label="Name" required />
      <TextField name="description" label="Description" multiline rows={2} />
      <SwitchField
        name="isDefault"
        label="Default pattern of its template"
        help={`Requests that name only the template use its default pattern. ${
          isDefault
            ? ''
            : patterns?.length === 0
              ? 'The first pattern of a template is its default.'
              : `Turning this on takes it from ${taken}.`
        }`}
        disabledReason={
          isDefault
            ? 'This is the default pattern. A template with patterns always has one: make another pattern the default instead.'
            : undefined
        }
      />
    </Section>
  );
}
