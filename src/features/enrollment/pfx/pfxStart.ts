import type { Abilities } from '../../../api/server.ts';
import type { PlannedStore } from '../../deploy/deployForm.ts';
import { linkedDetails } from '../detailsForm.ts';
import { sanChips } from '../names/sansForm.ts';
import { subjectOfPrefill } from '../names/subjectForm.ts';
import type { Prefill } from '../prefill.ts';
import type { Setup } from '../setup.ts';
import { pfxValues, type PfxValues } from './pfxForm.ts';

/** What the wizard opens with: the defaults of the setup, and over them what a link fills in. */
export function startValues(
  setup: Setup | null,
  abilities: Pick<Abilities, 'keyChoice'>,
  prefill: Prefill,
  stores: readonly PlannedStore[],
): PfxValues {
  const blank = pfxValues(null, abilities);
  const linked: PfxValues = {
    ...blank,
    passwordFrom: pfxValues(setup, abilities).passwordFrom,
    authority: prefill.ca,
    renewal:
      prefill.renew === null
        ? blank.renewal
        : { certificateId: prefill.renew, label: `Certificate ${prefill.renew}`, install: false },
    replaces: prefill.replace,
    subject: subjectOfPrefill(prefill, setup?.defaults ?? []),
    sans: sanChips(prefill.sans.join('\n')),
    ...linkedDetails(prefill),
    stores: [...stores],
  };
  // The subject holds the defaults already, the details do not.
  return pfxValues(setup, abilities, {
    values: linked,
    subjectStays: prefill.subject !== '',
    before: setup && { ...setup, metadata: null, defaultOwner: '' },
  });
}
