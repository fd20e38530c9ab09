import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { Section } from '../../../ui/Section.tsx';
import { RolesField } from './RolesField.tsx';

/** Who may enroll by a template. */
export function RequestersSection(): ReactElement {
  const [restrict, roles]: unknown[] = useWatch({ name: ['requesters.restrict', 'requesters.roles'] });
  const held = Array.isArray(roles) && roles.length > 0;
  const note = restrict === true ? undefined : 'They count only while requesters are restricted.';
  return (
    <Section
      id="who"
      title="Who may enroll"
      hint="The certificate authority may restrict requesters on its own as well; both count."
    >
      <SwitchField
        name="requesters.restrict"
        label="Restrict allowed requesters"
        help="Off: whoever may enroll in Command and has permission on the CA’s template. On: only holders of the roles below."
      />
      {(restrict === true || held) && <RolesField name="requesters.roles" note={note} />}
    </Section>
  );
}
