import * as z from 'zod/mini';
import { browserKeys, exportPkcs8, generateKeyPair } from '../../../domain/browserKeys.ts';
import { makeCsr } from '../../../domain/csrMaker.ts';
import { commonName, type Parsed } from '../../../domain/dn.ts';
import { safeFileName } from '../../../domain/fileName.ts';
import { passwordProblem } from '../../../domain/password.ts';
import { pem } from '../../../domain/pem.ts';
import { encryptPkcs8 } from '../../../domain/pkcs8.ts';
import { findings, type Finding, type KeyChoice, type Rules } from '../../../domain/policy.ts';
import type { Choice } from '../../../form/choices.ts';
import { requestedSans, sanChips, sanProblems } from '../names/sansForm.ts';
import {
  requestedSubject,
  subjectOfPrefill,
  subjectPath,
  subjectProblems,
  subjectShape,
  subjectValue,
} from '../names/subjectForm.ts';
import type { Prefill } from '../prefill.ts';
import type { Problem } from '../problem.ts';
import type { Setup } from '../setup.ts';

/** A request made in this browser, with its key. It is kept nowhere but in the state of the screen. */
export interface MadeRequest {
  /** PEM. */
  csr: string;
  /** Not encrypted. */
  pkcs8: Uint8Array<ArrayBuffer>;
  keyLabel: string;
  fileName: string;
  madeAt: Date;
  /** How and when the key was downloaded last; null while it is only on this page. */
  saved: { how: 'encrypted' | 'plain'; at: Date } | null;
}

const makeShape = z.object({
  subject: subjectShape,
  sans: z.array(z.string()),
  /** Label of the key. */
  key: z.string(),
});
export type MakeValues = z.infer<typeof makeShape>;

const sameKey = (a: KeyChoice) => (b: KeyChoice) =>
  a.keyType === b.keyType && (a.curve ?? a.bits) === (b.curve ?? b.bits);

/** Every key that browsers make; those that this one lacks or the rules exclude say so. `allowed` null: no rule. */
export function keyOptions(here: readonly KeyChoice[], allowed: readonly KeyChoice[] | null): Choice<string>[] {
  return browserKeys.map((key) => {
    const choice = { value: key.label, label: key.label };
    if (!here.some(sameKey(key))) return { ...choice, disabledReason: 'This browser does not make such keys.' };
    if (allowed && !allowed.some(sameKey(key))) return { ...choice, disabledReason: 'The rules do not allow it.' };
    return choice;
  });
}

/**
 * The values to show for a setup: its defaults, over them what a link asks for, and the first key that can be chosen. What
 * the person typed under an earlier setup stays, and what held its default takes the new one.
 */
export function makeValues(
  setup: Setup | null,
  prefill: Prefill,
  options: readonly Choice<string>[],
  typed?: { values: MakeValues; setup: Setup | null },
): MakeValues {
  const defaults = setup?.defaults ?? [];
  const open = options.filter(({ disabledReason }) => disabledReason === undefined);
  const kept = open.find(({ value }) => value === typed?.values.key);
  return {
    subject: typed
      ? subjectValue(defaults, { value: typed.values.subject, defaults: typed.setup?.defaults ?? [] })
      : subjectOfPrefill(prefill, defaults),
    sans: typed?.values.sans ?? sanChips(prefill.sans.join('\n')),
    key: (kept ?? open[0])?.value ?? '',
  };
}

/** Advice about the request that would be made; making it is never blocked by it, as it is sent nowhere yet. */
export function makeFindings({ subject, sans }: MakeValues, rules: Rules | null): Finding[] {
  if (!rules) return [];
  return findings({ subject: requestedSubject(subject), sans: requestedSans(sans), key: null }, rules);
}

/** What keeps the request from being made. */
export function makeProblems({ subject, sans, key }: MakeValues, options: readonly Choice<string>[]): Problem[] {
  const problems = [...subjectProblems(subject), ...sanProblems(sans)];
  if (problems.length === 0 && requestedSubject(subject).length + requestedSans(sans).length === 0) {
    problems.push({ path: subjectPath(subject, 'CN'), text: 'Enter a common name or an alternative name.' });
  }
  const chosen = options.find((option) => option.value === key);
  if (!chosen || chosen.disabledReason !== undefined) {
    problems.push({ path: ['key'], text: chosen?.disabledReason ?? 'Choose a key.' });
  }
  return problems;
}

/** The form's schema with these keys on offer. */
export function makeSchema(options: readonly Choice<string>[]) {
  return makeShape.check((context) => {
    for (const { path, text } of makeProblems(context.value, options)) {
      context.issues.push({ code: 'custom', message: text, path, input: context.value });
    }
  });
}

/** Makes the key and its request at `now`. The reason says which name cannot be written, or that the browser failed; never throws. */
export async function makeRequest({ subject, sans, key }: MakeValues, now: Date): Promise<Parsed<MadeRequest>> {
  const choice = browserKeys.find(({ label }) => label === key);
  if (!choice) return { ok: false, reason: 'Choose a key.' };
  try {
    const pair = await generateKeyPair(choice);
    const names = { subject: requestedSubject(subject), sans: requestedSans(sans) };
    const csr = await makeCsr({ ...names, key: pair });
    if (!csr.ok) return csr;
    const pkcs8 = await exportPkcs8(pair);
    const made: MadeRequest = {
      csr: pem('CERTIFICATE REQUEST', csr.value),
      pkcs8,
      keyLabel: choice.label,
      fileName: safeFileName(commonName(names.subject) ?? names.sans[0]?.value ?? 'request', '', 'key'),
      madeAt: now,
      saved: null,
    };
    return { ok: true, value: made };
  } catch {
    return { ok: false, reason: 'The browser could not make this key. Choose another kind, or another browser.' };
  }
}

/** The shortest password for the file of a key: it can be tried offline by whoever gets the file. */
export const shortestPassword = 12;

const saveShape = z.object({
  password: z.string(),
  /** The same once more, so that a slip does not lock the key away for good. */
  again: z.string(),
  /** The password that was made here last; it needs no second entry. */
  generated: z.string(),
});
export type SaveValues = z.infer<typeof saveShape>;

/** Whether a password has to be entered twice: one's own, not one that was made and shown here. */
export function asksAgain({ password, generated }: SaveValues): boolean {
  return password !== '' && password !== generated;
}

/** What keeps the key from being saved under a password. */
export function saveProblems(values: SaveValues): Problem[] {
  const wrong = passwordProblem(values.password, shortestPassword);
  if (wrong !== undefined) return [{ path: ['password'], text: wrong }];
  if (!asksAgain(values) || values.again === values.password) return [];
  return [{ path: ['again'], text: 'This is not the same password.' }];
}

export const saveSchema = saveShape.check((context) => {
  for (const { path, text } of saveProblems(context.value)) {
    context.issues.push({ code: 'custom', message: text, path, input: context.value });
  }
});

/** The text of the file of a key: PKCS #8 as PEM, encrypted when there is a password. Rejects without WebCrypto. */
export async function keyFile(pkcs8: Uint8Array, password: string | null): Promise<string> {
  if (password === null) return pem('PRIVATE KEY', pkcs8);
  return pem('ENCRYPTED PRIVATE KEY', await encryptPkcs8(pkcs8, password));
}
