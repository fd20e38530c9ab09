import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { RadioChoices } from '../../../form/RadioChoices.tsx';
import { Section } from '../../../ui/Section.tsx';
import { RolesField } from './RolesField.tsx';

const choices = [
  { value: false, label: 'Security roles', hint: 'Only holders of the roles below. The server asks for at least one.' },
  {
    value: true,
    label: 'Active Directory permissions',
    hint: 'Whoever has permission to enroll on the template in Active Directory.',
  },
];

/** Who may enroll by an enrollment pattern. */
export function AccessSection(): ReactElement {
  const [useAd, roles]: unknown[] = useWatch({ name: ['access.useAd', 'access.roles'] });
  const held = Array.isArray(roles) && roles.length > 0;
  const note = useAd === true ? 'They count only where security roles decide.' : undefined;
  return (
    <Section id="who" title="Who may enroll">
      <RadioChoices name="access.useAd" label="Decided by" options={choices} stacked />
      {(useAd !== true || held) && <RolesField name="access.roles" note={note} />}
    </Section>
  );
}
