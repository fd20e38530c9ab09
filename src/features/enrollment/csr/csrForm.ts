import * as z from 'zod/mini';
import type { CsrPost } from '../../../api/enrollment.ts';
import type { Abilities } from '../../../api/server.ts';
import type { Csr } from '../../../domain/csr.ts';
import { findings, type Finding, type Rules } from '../../../domain/policy.ts';
import { sameSans, sanKey, type San } from '../../../domain/sans.ts';
import { findingsUnder } from '../authorityRules.ts';
import {
  authorityToWire,
  authorityValue,
  choiceToWire,
  detailProblems,
  detailsToWire,
  detailValues,
  linkedDetails,
  namedValue,
  sansToWire,
  termsProblems,
  timestamp,
} from '../detailsForm.ts';
import { requestedSans, sanChips, sanFindings, sanProblems } from '../names/sansForm.ts';
import type { Prefill } from '../prefill.ts';
import type { Problem } from '../problem.ts';
import { renewalProblems } from '../renewal/renewalForm.ts';
import type { Setup } from '../setup.ts';
import { base64, type RetainedKey } from './retainedKey.ts';

const csrShape = z.object({
  /** Where the request comes from: given by someone, made in this browser, or made by Command. */
  way: z.enum(['given', 'browser', 'command']),
  /** As pasted, or the text of a file. A binary file is turned into PEM first. */
  csr: z.string(),
  source: z.string(),
  /** The choice whose defaults the form was filled with last. */
  filledFrom: z.string(),
  authority: z.string(),
  acceptTerms: z.boolean(),
  /** What the request renews: null for a new certificate, 0 while the old one is still to be chosen. */
  renewal: z.object({ certificateId: z.nullable(z.number()), label: z.string() }),
  /** Names beside those of the CSR, as chips. */
  sans: z.array(z.string()),
  metadata: z.array(namedValue),
  fields: z.array(namedValue),
  owner: z.string(),
  format: z.enum(['PEM', 'DER']),
  includeChain: z.boolean(),
  subjectHeader: z.boolean(),
  fileExtension: z.string(),
  /** Said by hand; a request that Command is known to have made needs no word. */
  forceEnroll: z.boolean(),
  key: z.enum(['none', 'made', 'given']),
  keyText: z.string(),
  keyPassword: z.string(),
});

export type CsrValues = z.infer<typeof csrShape>;

/** What was found in a pasted text. `text` says which text, as reading it takes a moment. */
export type CsrReading =
  | {
      text: string;
      ok: true;
      csr: Csr;
      signature: 'valid' | 'invalid' | 'cannot tell';
      /** SHA-256 of the request and of its key; empty where the browser has no WebCrypto. */
      fingerprint: string;
      keyFingerprint: string;
    }
  | { text: string; ok: false; reason: string };

/**
 * The values to show for a setup; what the person typed stays, and what still holds a default of the setup `before` takes the
 * new one. No secret is ever among the first values.
 */
export function csrValues(setup: Setup | null, typed?: CsrValues, before: Setup | null = null): CsrValues {
  return {
    way: typed?.way ?? 'given',
    csr: typed?.csr ?? '',
    source: setup?.choice.key ?? '',
    filledFrom: setup?.choice.key ?? '',
    authority: authorityValue(setup, typed?.authority),
    acceptTerms: false,
    renewal: typed?.renewal ?? { certificateId: null, label: '' },
    sans: typed?.sans ?? [],
    ...detailValues(setup, typed, before),
    format: typed?.format ?? 'PEM',
    includeChain: typed?.includeChain ?? true,
    subjectHeader: typed?.subjectHeader ?? false,
    fileExtension: typed?.fileExtension ?? '',
    forceEnroll: typed?.forceEnroll ?? false,
    // Whether a key is kept depends on the template: the word for one does not hold for another.
    key: 'none',
    keyText: typed?.keyText ?? '',
    keyPassword: typed?.keyPassword ?? '',
  };
}

/** The values a wizard starts with: as a link fills them in. */
export function firstValues(
  setup: Setup | null,
  prefill: Prefill,
  { csrRenewal }: Pick<Abilities, 'csrRenewal'>,
): CsrValues {
  const blank = csrValues(null);
  const { renew } = prefill;
  return csrValues(setup, {
    ...blank,
    renewal: renew === null || !csrRenewal ? blank.renewal : { certificateId: renew, label: `Certificate ${renew}` },
    authority: prefill.ca,
    sans: sanChips(prefill.sans.join('\n')),
    ...linkedDetails(prefill),
  });
}

const noRules: Rules = { subject: [], keys: null, allowWildcards: null, rfcEnforcement: null };

/**
 * Names outside the CSR are ignored, added or taken instead, depending on the CA (vendor documentation, POST Enrollment
 * CSR): what is wrong with a name of the CSR is then certain no longer.
 */
function extraFindings(csr: Csr, extra: readonly San[], judged: readonly Finding[], alone: readonly Finding[]) {
  const certain = new Set(alone.filter(({ grade }) => grade === 'refused').map(({ text }) => text));
  const softened = judged.map((finding): Finding => {
    const open = finding.where === 'sans' && finding.grade === 'refused' && !certain.has(finding.text);
    return open ? { ...finding, grade: 'likely refused' } : finding;
  });
  const lost = sameSans(csr.sans, extra).missing;
  if (lost.length === 0) return softened;
  const text = `If the CA takes the names outside the CSR instead of those in it, ${lost.length === 1 ? `${lost[0]?.value ?? ''} is` : `${lost.length} names of the CSR are`} not in the certificate.`;
  return [...softened, { grade: 'worth a look', where: 'sans', text } satisfies Finding];
}

/** The names that may come out: those of the CSR and those beside it, each once. */
export function allSans(csr: Csr, extra: readonly San[]): San[] {
  return [...new Map([...csr.sans, ...extra].map((san) => [sanKey(san), san])).values()];
}

/** Advice and refusals about a request and the names beside it, by its CA; without a setup only what holds everywhere. */
export function csrFindings(csr: Csr | null, chips: readonly string[], setup: Setup | null, authority = ''): Finding[] {
  if (!csr) return [];
  const extra = requestedSans(chips);
  const { subject, key, signatureAlgorithm } = csr;
  const about = (sans: readonly San[]) => {
    const request = { subject, sans, key, signatureAlgorithm };
    return setup ? findingsUnder(request, setup, authority) : findings(request, noRules);
  };
  if (extra.length === 0) return sanFindings(chips, about(csr.sans));
  return sanFindings(chips, extraFindings(csr, extra, about(allSans(csr, extra)), about(extra)));
}

const brokenSignature =
  'The signature does not fit the key in the request: it was changed or damaged on its way. Ask for a new one.';

/** A signature that is not the key's own: no CA takes the request (RFC 2986 §3). */
export function signatureFindings(reading: CsrReading | null): Finding[] {
  return reading?.ok && reading.signature === 'invalid'
    ? [{ grade: 'refused', where: 'signature', text: brokenSignature }]
    : [];
}

function readingProblem(text: string, reading: CsrReading | null): string | undefined {
  if (reading?.text === text && !reading.ok) return reading.reason;
  if (text.trim() === '') return 'Paste a certificate signing request, or choose its file.';
  if (reading?.text !== text || !reading.ok) return 'The request is still being read.';
  return reading.signature === 'invalid' ? brokenSignature : undefined;
}

/** What was found out about the values and is not among them. */
export interface CsrFound {
  reading: CsrReading | null;
  /** The private key that is to go along. */
  key: RetainedKey | null;
  /** The key of this request was made here and is nowhere but on this page. */
  keyOnlyHere: boolean;
}

function keyProblems(values: CsrValues, { key, keyOnlyHere }: CsrFound): Problem[] {
  if (key?.ok === false) return [{ path: [key.field], text: key.reason }];
  if (!keyOnlyHere) return [];
  // No answer of POST Enrollment CSR says whether the server kept a key that went along.
  const why =
    values.key === 'made'
      ? 'the server does not say whether it kept the one that is sent.'
      : 'without it nobody could use the certificate.';
  return [{ path: ['key'], text: `Download the key first: ${why}` }];
}

/**
 * What keeps the request from being sent: only what is certain, and a key that would be lost. Refusals by rule count once
 * there is a setup.
 */
export function csrProblems(values: CsrValues, setup: Setup | null, found: CsrFound): Problem[] {
  const problems: Problem[] = [];
  const { reading } = found;
  const unread = readingProblem(values.csr, reading);
  if (unread !== undefined) problems.push({ path: ['csr'], text: unread });
  if (values.source === '') return [...problems, { path: ['source'], text: 'Choose what to enroll with.' }];
  if (setup?.choice.key !== values.source) {
    return [...problems, { path: ['source'], text: 'The rules of this choice are not loaded yet.' }];
  }
  if (setup.authorityRequired && values.authority === '') {
    problems.push({ path: ['authority'], text: 'Choose a certificate authority.' });
  }
  problems.push(...termsProblems(setup.choice, values), ...renewalProblems({ ...values.renewal, install: false }));
  problems.push(...sanProblems(values.sans));
  for (const finding of csrFindings(reading?.ok ? reading.csr : null, values.sans, setup, values.authority)) {
    if (finding.grade !== 'refused') continue;
    const path = finding.where === 'sans' && values.sans.length > 0 ? 'sans' : 'source';
    if (!problems.some((problem) => problem.path[0] === path)) problems.push({ path: [path], text: finding.text });
  }
  return [...problems, ...keyProblems(values, found), ...detailProblems(values, setup)];
}

/** The form's schema under a setup and what was found out about the values. */
export function csrSchema(setup: Setup | null, found: CsrFound) {
  return csrShape.check((context) => {
    for (const { path, text } of csrProblems(context.value, setup, found)) {
      context.issues.push({ code: 'custom', message: text, path, input: context.value });
    }
  });
}

/** What goes with a request and is not in the form's values: both are found out when it is sent. */
export interface CsrExtras {
  /** Unencrypted PKCS #8, or null: no key goes along. */
  pkcs8: Uint8Array | null;
  /** Command made the request, so its key lies there. */
  madeByCommand: boolean;
}

/** The certificate that the request renews; null for a new one, and while the old one is still to be chosen. */
export function renewedId({ renewal: { certificateId } }: Pick<CsrValues, 'renewal'>): number | null {
  return certificateId !== null && certificateId > 0 ? certificateId : null;
}

/** What only newer servers know. RenewalCertificateId goes with a renewal only, never as 0 (vendor documentation). */
function renewalToWire(values: CsrValues, { csrRenewal }: Abilities): Record<string, unknown> {
  const [certificateId, extension] = [renewedId(values), values.fileExtension.trim()];
  if (!csrRenewal) return {};
  return {
    ...(certificateId === null ? {} : { RenewalCertificateId: certificateId }),
    ...(extension === '' ? {} : { FileExtension: extension }),
  };
}

/** The server takes a private key only for a template that keeps keys (vendor documentation, POST Enrollment CSR). */
export const keepsNoKeys = (setup: Pick<Setup, 'retention'> | null): boolean =>
  setup?.retention?.toLowerCase() === 'none';

/**
 * POST Enrollment/CSR, version 1. The request goes as the PEM that was read, with LF, so that what was shown is what is
 * sent. What the server has a default for is said in words: its own would leave the chain out and put subject lines in.
 */
export function csrToWire(
  values: CsrValues,
  csr: Csr,
  setup: Setup,
  abilities: Abilities,
  now: Date,
  extras: CsrExtras,
): CsrPost {
  return {
    certificateFormat: values.format,
    forceEnroll: values.forceEnroll || extras.madeByCommand,
    body: {
      CSR: csr.pem,
      ...choiceToWire(setup),
      ...authorityToWire(values.authority),
      SANs: sansToWire(requestedSans(values.sans)),
      IncludeChain: values.includeChain,
      ...(abilities.subjectHeader ? { IncludeSubjectHeader: values.subjectHeader && values.format === 'PEM' } : {}),
      ...(abilities.csrPrivateKey && extras.pkcs8 && !keepsNoKeys(setup) ? { PrivateKey: base64(extras.pkcs8) } : {}),
      ...detailsToWire(values, setup, abilities),
      ...renewalToWire(values, abilities),
      Timestamp: timestamp(now),
    },
  };
}
