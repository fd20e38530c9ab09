import type { Abilities } from '../../../api/server.ts';
import type { PlannedStore } from '../../deploy/deployForm.ts';
import { linkedDetails } from '../detailsForm.ts';
import { sanChips } from '../names/sansForm.ts';
import { subjectOfPrefill } from '../names/subjectForm.ts';
import type { Prefill } from '../prefill.ts';
import type { OldCertificate } from '../renewal/oldCertificate.ts';
import type { Setup } from '../setup.ts';
import { pfxValues, type PfxValues } from './pfxForm.ts';

type Old = Pick<OldCertificate, 'names' | 'authority'> | null;

/** The whole subject is given, so that what it leaves blank stays blank, whatever is picked: by the link, or by its certificate. */
export const givenSubject = (
  { subject, cn }: Pick<Prefill, 'subject' | 'cn'>,
  old: Pick<OldCertificate, 'names'> | null,
): boolean => subject !== '' || (cn === '' && old !== null && old.names !== null);

/** What the wizard opens with: the defaults of the setup, over them what the link's certificate holds, and what the link fills in. */
export function startValues(
  setup: Setup | null,
  abilities: Pick<Abilities, 'keyChoice'>,
  prefill: Prefill,
  stores: readonly PlannedStore[],
  old: Old = null,
): PfxValues {
  const { names, authority } = old ?? { names: null, authority: '' };
  const blank = pfxValues(null, abilities);
  const linked: PfxValues = {
    ...blank,
    passwordFrom: pfxValues(setup, abilities).passwordFrom,
    authority: prefill.ca === '' ? authority : prefill.ca,
    renewal:
      prefill.renew === null
        ? blank.renewal
        : { certificateId: prefill.renew, label: `Certificate ${prefill.renew}`, install: false },
    replaces: prefill.replace,
    subject:
      names && prefill.subject === '' && prefill.cn === ''
        ? names.subject
        : subjectOfPrefill(prefill, setup?.defaults ?? []),
    sans: names && prefill.sans.length === 0 ? [...names.sans] : sanChips(prefill.sans.join('\n')),
    ...linkedDetails(prefill),
    stores: [...stores],
  };
  // The subject holds the defaults already, the details do not.
  return pfxValues(setup, abilities, {
    values: linked,
    subjectStays: givenSubject(prefill, old),
    before: setup && { ...setup, metadata: null, defaultOwner: '' },
  });
}
