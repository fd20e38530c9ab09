import * as z from 'zod/mini';
import type { CsrPost } from '../../../api/enrollment.ts';
import type { Abilities } from '../../../api/server.ts';
import type { Csr } from '../../../domain/csr.ts';
import { findings, type Finding } from '../../../domain/policy.ts';
import {
  authorityToWire,
  choiceToWire,
  detailProblems,
  detailsToWire,
  detailValues,
  namedValue,
  termsProblems,
  timestamp,
  type Problem,
} from '../detailsForm.ts';
import type { Setup } from '../setup.ts';

const csrShape = z.object({
  /** As pasted, or the text of a file. A binary file is turned into PEM first. */
  csr: z.string(),
  source: z.string(),
  authority: z.string(),
  acceptTerms: z.boolean(),
  metadata: z.array(namedValue),
  fields: z.array(namedValue),
  owner: z.string(),
});

export type CsrValues = z.infer<typeof csrShape>;

/** What was found in a pasted text. `text` says which text, as reading it takes a moment. */
export type CsrReading =
  | { text: string; ok: true; csr: Csr; signature: 'valid' | 'invalid' | 'cannot tell'; fingerprint: string }
  | { text: string; ok: false; reason: string };

/** The values to show for a setup; what the person typed stays. */
export function csrValues(setup: Setup | null, typed?: CsrValues): CsrValues {
  const stays = setup?.choice.authorities.some((authority) => authority.name === typed?.authority) === true;
  const only = setup?.authorityRequired ? (setup.choice.authorities[0]?.name ?? '') : '';
  return {
    csr: typed?.csr ?? '',
    source: setup?.choice.key ?? '',
    authority: stays && typed ? typed.authority : only,
    acceptTerms: false,
    ...detailValues(setup, typed),
  };
}

/** Advice and refusals about the request under the rules in force. */
export function csrFindings(csr: Csr | null, setup: Setup | null): Finding[] {
  if (!csr || !setup) return [];
  return findings({ subject: csr.subject, sans: csr.sans, key: csr.key }, setup.rules);
}

function readingProblem(text: string, reading: CsrReading | null): string | undefined {
  if (reading?.text === text && !reading.ok) return reading.reason;
  if (text.trim() === '') return 'Paste a certificate signing request, or choose its file.';
  if (reading?.text !== text || !reading.ok) return 'The request is still being read.';
  return reading.signature === 'invalid'
    ? 'The signature does not fit the key in the request: it was changed or damaged on its way. Ask for a new one.'
    : undefined;
}

/** What keeps the request from being sent: only what is certain. Refusals by rule count once there is a setup. */
export function csrProblems(values: CsrValues, setup: Setup | null, reading: CsrReading | null): Problem[] {
  const problems: Problem[] = [];
  const unread = readingProblem(values.csr, reading);
  if (unread !== undefined) problems.push({ path: ['csr'], text: unread });
  if (values.source === '') return [...problems, { path: ['source'], text: 'Choose what to enroll with.' }];
  if (setup?.choice.key !== values.source) {
    return [...problems, { path: ['source'], text: 'The rules of this choice are not loaded yet.' }];
  }
  if (setup.authorityRequired && values.authority === '') {
    problems.push({ path: ['authority'], text: 'Choose a certificate authority.' });
  }
  problems.push(...termsProblems(setup.choice, values));
  const refused = csrFindings(reading?.ok ? reading.csr : null, setup).find((finding) => finding.grade === 'refused');
  if (refused) problems.push({ path: ['source'], text: refused.text });
  return [...problems, ...detailProblems(values, setup)];
}

/** The form's schema under a setup and what was read out of the pasted text. */
export function csrSchema(setup: Setup | null, reading: CsrReading | null) {
  return csrShape.check((context) => {
    for (const { path, text } of csrProblems(context.value, setup, reading)) {
      context.issues.push({ code: 'custom', message: text, path, input: context.value });
    }
  });
}

/**
 * POST Enrollment/CSR, version 1. The request goes as the PEM that was read, with LF, so that what was shown is what is
 * sent. Subject lines are left out where the server can; where it cannot, the reader copes with them.
 */
export function csrToWire(values: CsrValues, csr: Csr, setup: Setup, abilities: Abilities, now: Date): CsrPost {
  return {
    certificateFormat: 'PEM',
    forceEnroll: false,
    body: {
      CSR: csr.pem,
      ...choiceToWire(setup),
      ...authorityToWire(values.authority),
      SANs: {},
      IncludeChain: true,
      ...(abilities.subjectHeader ? { IncludeSubjectHeader: false } : {}),
      ...detailsToWire(values, abilities),
      Timestamp: timestamp(now),
    },
  };
}
