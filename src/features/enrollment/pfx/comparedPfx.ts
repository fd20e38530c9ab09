import type { ComparedRequest } from '../liveCheck.ts';
import { requestedSans } from '../names/sansForm.ts';
import { requestedSubject } from '../names/subjectForm.ts';
import type { PfxValues } from './pfxForm.ts';

/** What of a PFX request is compared with the certificates in use. Its key is not made yet. */
export function comparedPfx(values: Pick<PfxValues, 'subject' | 'sans' | 'renewal' | 'replaces'>): ComparedRequest {
  return {
    subject: requestedSubject(values.subject),
    sans: requestedSans(values.sans),
    spki: null,
    allowKeyReuse: null,
    follows: [values.renewal.certificateId, values.replaces].filter((id) => id !== null),
  };
}
