import * as z from 'zod/mini';
import type { Abilities } from '../../../api/server.ts';
import { formatDn } from '../../../domain/dn.ts';
import { findings, type Finding, type KeyChoice } from '../../../domain/policy.ts';
import { choiceToWire, sansToWire } from '../detailsForm.ts';
import { requestedSans, sanChips, sanProblems } from '../names/sansForm.ts';
import {
  requestedSubject,
  subjectOfPrefill,
  subjectPath,
  subjectProblems,
  subjectShape,
  subjectValue,
} from '../names/subjectForm.ts';
import { alternativeChoices } from '../pfx/pfxForm.ts';
import type { Prefill } from '../prefill.ts';
import type { Problem } from '../problem.ts';

import type { Setup } from '../setup.ts';

const generateShape = z.object({
  subject: subjectShape,
  sans: z.array(z.string()),
  /** Label of the key. */
  key: z.string(),
  /** Empty: no second key. */
  alternativeKey: z.string(),
});

export type GenerateValues = z.infer<typeof generateShape>;

/** The keys Command can make for a request: Edwards curves came with 25 (vendor documentation, POST CSRGeneration Generate). */
export function commandKeys(setup: Setup | null, abilities: Pick<Abilities, 'enrollmentPatterns'>): KeyChoice[] {
  const plain = (key: KeyChoice) => key.keyType === 'RSA' || key.keyType === 'ECC';
  return (setup?.keys ?? []).filter((key) => abilities.enrollmentPatterns || plain(key));
}

/** The values to show for a setup; what the person typed stays, and what held the earlier default takes the new one. */
export function generateValues(
  setup: Setup | null,
  abilities: Pick<Abilities, 'enrollmentPatterns'>,
  prefill: Prefill,
  typed?: { values: GenerateValues; setup: Setup | null },
): GenerateValues {
  const keys = commandKeys(setup, abilities);
  const usual = keys.find(({ keyType, bits }) => keyType === 'RSA' && bits >= 2048) ?? keys[0];
  const kept = keys.find(({ label }) => label === typed?.values.key);
  const defaults = setup?.defaults ?? [];
  return {
    subject: typed
      ? subjectValue(defaults, { value: typed.values.subject, defaults: typed.setup?.defaults ?? [] })
      : subjectOfPrefill(prefill, defaults),
    sans: typed?.values.sans ?? sanChips(prefill.sans.join('\n')),
    key: (kept ?? usual)?.label ?? '',
    alternativeKey: alternativeChoices(setup).find(({ id }) => id === typed?.values.alternativeKey)?.id ?? '',
  };
}

const chosenKey = (values: GenerateValues, setup: Setup | null) =>
  setup?.keys.find(({ label }) => label === values.key) ?? null;

/** Advice and refusals about the request that Command would make. */
export function generateFindings(values: GenerateValues, setup: Setup | null): Finding[] {
  if (!setup) return [];
  const request = { subject: requestedSubject(values.subject), sans: requestedSans(values.sans) };
  return findings({ ...request, key: chosenKey(values, setup) }, setup.rules);
}

/** What keeps the request from being made: what cannot be read, and what an enrollment would certainly refuse. */
export function generateProblems(values: GenerateValues, setup: Setup | null): Problem[] {
  if (!setup) return [{ path: ['key'], text: 'Choose what it will be enrolled with.' }];
  const problems = [...subjectProblems(values.subject), ...sanProblems(values.sans)];
  // Keyfactor requires a subject here (vendor documentation, POST CSRGeneration Generate).
  if (problems.length === 0 && requestedSubject(values.subject).length === 0) {
    problems.push({ path: subjectPath(values.subject, 'CN'), text: 'Enter a common name.' });
  }
  if (!chosenKey(values, setup)) problems.push({ path: ['key'], text: 'Choose a key.' });
  for (const { grade, where, text } of generateFindings(values, setup)) {
    if (grade !== 'refused') continue;
    const [area = '', part = 'CN'] = where.split('.');
    problems.push({ path: area === 'subject' ? subjectPath(values.subject, part) : [area], text });
  }
  return problems;
}

/** The form's schema under a setup. */
export function generateSchema(setup: Setup | null) {
  return generateShape.check((context) => {
    for (const { path, text } of generateProblems(context.value, setup)) {
      context.issues.push({ code: 'custom', message: text, path, input: context.value });
    }
  });
}

/** The body of POST CSRGeneration/Generate. `Curve` exists since 11, algorithm names are in capitals there. */
export function generateToWire(
  values: GenerateValues,
  setup: Setup,
  abilities: Pick<Abilities, 'keyChoice'>,
): Record<string, unknown> {
  const key = chosenKey(values, setup);
  const second = alternativeChoices(setup).find(({ id }) => id === values.alternativeKey);
  return {
    Subject: formatDn(requestedSubject(values.subject)),
    ...(key ? { KeyType: key.keyType.toUpperCase() } : {}),
    // Of a curve that is not known here the length is not known either; 0 would be wrong.
    ...(key && key.bits > 0 ? { KeyLength: key.bits } : {}),
    ...(key?.curve !== undefined && abilities.keyChoice ? { Curve: key.curve } : {}),
    ...(second ? { AlternativeKeyType: second.keyType } : {}),
    ...(second && second.bits !== null ? { AlternativeKeyLength: second.bits } : {}),
    ...choiceToWire(setup),
    SANs: sansToWire(requestedSans(values.sans)),
  };
}
