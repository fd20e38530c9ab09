import type { ReactElement } from 'react';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { Section } from '../../../ui/Section.tsx';

/** Which kinds of enrollment a template or a pattern allows. */
export function EnrollTypesSection(): ReactElement {
  return (
    <Section
      id="enrollment-types"
      title="Enrollment types"
      hint="A kind is offered only where a certificate authority is enabled for it, too. With none allowed nobody can enroll."
    >
      <SwitchField
        name="enrollTypes.pfx"
        label="PFX enrollment"
        help="Command makes the key and hands out certificate and key together."
      />
      <SwitchField
        name="enrollTypes.csr"
        label="CSR enrollment"
        help="The requester makes the key and sends a signing request."
      />
      <SwitchField
        name="enrollTypes.csrGeneration"
        label="CSR generation"
        help="Command makes a signing request and keeps its key until the certificate comes."
      />
    </Section>
  );
}
