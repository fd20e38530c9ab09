import { commonName } from '../../../domain/dn.ts';
import { requestedSubject } from '../names/subjectForm.ts';
import type { PfxValues } from './pfxForm.ts';

/** The name in the file: one's own, else the common name, else none. */
export function friendlyName(values: Pick<PfxValues, 'friendlyName' | 'subject'>): string {
  return values.friendlyName.trim() || (commonName(requestedSubject(values.subject)) ?? '').trim();
}
