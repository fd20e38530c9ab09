import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { authoritiesQuery } from '../../../api/authorities.ts';
import { isDocument, textOf } from '../../../api/wireDocument.ts';
import { PickerField } from '../../../form/PickerField.tsx';
import { RadioChoices } from '../../../form/RadioChoices.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useEditor } from '../editorContext.ts';
import { authorityChoices } from './authorityChoices.ts';

const choices = [
  { value: false, label: 'All that serve the template' },
  { value: true, label: 'Only these' },
];

/** Which certificate authorities an enrollment pattern uses. */
export function AuthoritiesSection(): ReactElement {
  const { document } = useEditor();
  const restrict: unknown = useWatch({ name: 'authorities.restrict' });
  const { data, error, isPending } = useQuery(authoritiesQuery());
  const template = document['Template'];
  const tenant = isDocument(template) ? textOf(template['ConfigurationTenant']) : '';
  const options = useMemo(() => authorityChoices(data ?? [], tenant, document), [data, tenant, document]);
  const lifted = restrict === false && document['RestrictCAs'] === true;
  const unread = data === null || (error !== null && data === undefined);
  return (
    <Section id="authorities" title="Certificate authorities">
      <RadioChoices
        name="authorities.restrict"
        label="This pattern uses"
        options={choices}
        help={lifted ? 'With this saved, the list of those chosen is emptied.' : undefined}
      />
      {restrict === true && (
        <PickerField
          name="authorities.ids"
          label="Certificate authorities"
          multiple
          options={options}
          loading={isPending}
          help={
            unread
              ? 'The server’s list of certificate authorities could not be read: only those held now can be chosen.'
              : undefined
          }
        />
      )}
    </Section>
  );
}
