import { formatDn } from '../../../domain/dn.ts';
import { formatCount } from '../../../ui/numbers.ts';
import { storesWord } from '../../deploy/deployForm.ts';
import { rulesUnder } from '../authorityRules.ts';
import type { EnrollStart } from '../EnrollFrame.tsx';
import { requestedSans, sanProblems, serverAdds } from '../names/sansForm.ts';
import { readText, requestedSubject } from '../names/subjectForm.ts';
import { typeWords } from '../detailsForm.ts';
import type { SummaryProps } from '../RequestSummary.tsx';
import type { Setup } from '../setup.ts';
import { sourceLabel } from '../WhatStep.tsx';
import { chosenKey, pfxFindings, type PfxValues } from './pfxForm.ts';
import { heldWords, reachedStores, type Replaced } from './replacedStores.ts';

interface Summarized {
  start: EnrollStart;
  setup: Setup | null;
  values: PfxValues;
  replaced: readonly Replaced[];
  /** False while there is nothing to judge yet. */
  judged: boolean;
}

function storeWords(values: PfxValues, replaced: readonly Replaced[]): string {
  const planned = values.stores.length === 0 ? [] : [storesWord(values.stores.length)];
  return [...planned, ...replaced.map(heldWords)].join(', and ') || 'none';
}

/** What the button says that sends the request. */
export function submitLabel({ stores }: Pick<PfxValues, 'stores'>, replaced: readonly Replaced[]): string {
  if (stores.length === 0) return replaced.length === 0 ? 'Enroll' : 'Enroll and replace in stores';
  const reached = reachedStores(stores, replaced);
  return reached === null
    ? `Enroll, deploy to ${storesWord(stores.length)} and replace in stores`
    : `Enroll and deploy to ${storesWord(reached)}`;
}

/** What stands beside the steps and on the review. */
export function pfxSummary({ start, setup, values, replaced, judged }: Summarized): SummaryProps {
  const key = chosenKey(values, setup);
  const subject = requestedSubject(values.subject);
  const wrong = sanProblems(values.sans).length;
  const second = values.alternativeKey === '' ? '' : ` and ${values.alternativeKey}`;
  return {
    sourceLabel: sourceLabel(start),
    setup,
    authority: values.authority,
    subject: formatDn(subject),
    sans: requestedSans(values.sans),
    added: serverAdds(subject, values.sans, setup && rulesUnder(setup, values.authority).rfcEnforcement),
    keyLabel: `${key?.label ?? (setup ? 'as the server decides' : '')}${second}`,
    more: [
      { label: 'Stores', value: storeWords(values, replaced) },
      ...(setup && rulesUnder(setup, values.authority).rfcEnforcement === true
        ? [{ label: 'Rule', value: 'At least one DNS name (RFC 2818)' }]
        : []),
    ],
    open: [
      ...typeWords(values, setup),
      ...(readText(values.subject)?.ok === false
        ? ['The subject text cannot be read yet: nothing of it is judged or sent.']
        : []),
      ...(wrong === 0 ? [] : [`${formatCount(wrong)} ${wrong === 1 ? 'name' : 'names'} cannot be asked for.`]),
    ],
    findings: pfxFindings(values, setup),
    judged,
  };
}
