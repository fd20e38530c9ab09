import * as z from 'zod/mini';
import type { PfxPost } from '../../../api/enrollment.ts';
import type { Abilities } from '../../../api/server.ts';
import { formatDn } from '../../../domain/dn.ts';
import { generatePassword, passwordProblem } from '../../../domain/password.ts';
import { findings, type Finding, type KeyChoice } from '../../../domain/policy.ts';
import { checkSan, parseSans, type San } from '../../../domain/sans.ts';
import { planProblems, planToWire, type PlannedStore } from '../../deploy/deployForm.ts';
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
import { isSubjectPart, partNames, requestedSans, requestedSubject } from '../names/pfxNames.ts';
import type { Setup } from '../setup.ts';

const part = z.object({ type: z.string(), value: z.string() });

const pfxShape = z.object({
  source: z.string(),
  /** Empty: the server chooses. */
  authority: z.string(),
  acceptTerms: z.boolean(),
  subject: z.object({
    CN: z.string(),
    O: z.string(),
    OU: z.string(),
    L: z.string(),
    ST: z.string(),
    C: z.string(),
    E: z.string(),
  }),
  moreParts: z.array(part),
  /** Each with its kind in front, `dns:app01.example.com`. */
  sans: z.array(z.string()),
  /** Empty: the template decides. */
  key: z.string(),
  password: z.string(),
  includeChain: z.boolean(),
  friendlyName: z.string(),
  metadata: z.array(namedValue),
  fields: z.array(namedValue),
  owner: z.string(),
  download: z.boolean(),
  stores: z.array(z.custom<PlannedStore>()),
});

export type PfxValues = z.infer<typeof pfxShape>;

/** A key choice as the value of a select. */
export function keyId(key: KeyChoice): string {
  return [key.keyType, key.bits, key.curve ?? ''].join(':');
}

/** The chosen key, or null when the template decides. */
export function chosenKey(values: PfxValues, setup: Setup | null): KeyChoice | null {
  return setup?.keys.find((key) => keyId(key) === values.key) ?? null;
}

/** RSA 2048 is what the server makes when nothing is asked for (recorded on 25.4); else the first that is allowed. */
function usualKey(setup: Setup | null, keyChoice: boolean): string {
  if (!setup || !keyChoice) return '';
  const usual = setup.keys.find((key) => key.keyType === 'RSA' && key.bits === 2048) ?? setup.keys[0];
  return usual ? keyId(usual) : '';
}

function subjectDefaults(setup: Setup | null): Pick<PfxValues, 'subject' | 'moreParts'> {
  const subject: PfxValues['subject'] = { CN: '', O: '', OU: '', L: '', ST: '', C: '', E: '' };
  const moreParts: PfxValues['moreParts'] = [];
  for (const { part: type, value } of setup?.defaults ?? []) {
    if (isSubjectPart(type) && subject[type] === '') subject[type] = value;
    else if (isSubjectPart(type) || type === 'DC') moreParts.push({ type, value });
  }
  return { subject, moreParts };
}

/**
 * The values to show for a setup. What the person typed stays; what still held the earlier setup's default takes the new one.
 */
export function pfxValues(
  setup: Setup | null,
  abilities: Pick<Abilities, 'keyChoice'>,
  typed?: { values: PfxValues; setup: Setup | null },
): PfxValues {
  const fresh = subjectDefaults(setup);
  const old = subjectDefaults(typed?.setup ?? null);
  const values = typed?.values;
  const touched = values !== undefined && JSON.stringify(values.moreParts) !== JSON.stringify(old.moreParts);
  const subject = { ...fresh.subject };
  for (const name of partNames) {
    const value = values?.subject[name] ?? '';
    if (value !== old.subject[name]) subject[name] = value;
  }
  const keyStays = values !== undefined && setup?.keys.some((key) => keyId(key) === values.key) === true;
  const caStays = setup?.choice.authorities.some((ca) => ca.name === values?.authority) === true;
  const onlyAuthority = setup?.authorityRequired ? (setup.choice.authorities[0]?.name ?? '') : '';
  return {
    source: setup?.choice.key ?? '',
    authority: caStays && values ? values.authority : onlyAuthority,
    acceptTerms: false,
    subject,
    moreParts: touched ? values.moreParts : fresh.moreParts,
    sans: values?.sans ?? [],
    key: keyStays && abilities.keyChoice ? values.key : usualKey(setup, abilities.keyChoice),
    password: values?.password ?? '',
    includeChain: values?.includeChain ?? true,
    friendlyName: values?.friendlyName ?? '',
    ...detailValues(setup, values),
    download: values?.download ?? true,
    stores: values?.stores ?? [],
  };
}

/** Advice and refusals about names and key under the rules in force. */
export function pfxFindings(values: PfxValues, setup: Setup | null): Finding[] {
  if (!setup) return [];
  const key = chosenKey(values, setup);
  return findings({ subject: requestedSubject(values), sans: requestedSans(values), key }, setup.rules);
}

function findingPath(where: string): string[] {
  const [area = '', name = ''] = where.split('.');
  if (area !== 'subject') return [area];
  return isSubjectPart(name) ? ['subject', name] : ['subject', 'CN'];
}

/** What keeps the request from being sent. Only what is certain: everything else is advice beside the form. */
export function pfxProblems(values: PfxValues, setup: Setup | null): Problem[] {
  if (values.source === '') return [{ path: ['source'], text: 'Choose what to enroll with.' }];
  if (setup?.choice.key !== values.source)
    return [{ path: ['source'], text: 'The rules of this choice are not loaded yet.' }];
  const problems: Problem[] = [];
  const add = (path: (string | number)[], text: string | undefined) => {
    if (text !== undefined) problems.push({ path, text });
  };
  if (setup.authorityRequired && values.authority === '') add(['authority'], 'Choose a certificate authority.');
  problems.push(...termsProblems(setup.choice, values));
  if (requestedSubject(values).length === 0 && values.sans.length === 0) {
    add(['subject', 'CN'], 'Enter a common name, or at least one alternative name.');
  }
  for (const chip of values.sans) {
    const { sans, rejected } = parseSans(chip);
    const malformed = rejected[0]?.reason ?? sans.map(checkSan).find((reason) => reason !== undefined);
    add(['sans'], malformed === undefined ? undefined : `${chip}: ${malformed}`);
  }
  for (const finding of pfxFindings(values, setup)) {
    if (finding.grade === 'refused') add(findingPath(finding.where), finding.text);
  }
  add(['password'], passwordProblem(values.password, setup.settings.passwordLength));
  if (setup.settings.friendlyNameRequired && values.friendlyName.trim() === '') {
    add(['friendlyName'], 'The server requires a custom friendly name.');
  }
  problems.push(...detailProblems(values, setup));
  if (!values.download && values.stores.length === 0) {
    add(['download'], 'Choose a download, at least one store, or both.');
  }
  values.stores.forEach((store, index) => {
    for (const problem of planProblems(store)) add(['stores', index, ...problem.path], problem.message);
  });
  return problems;
}

/** The form's schema under a setup. */
export function pfxSchema(setup: Setup | null) {
  return pfxShape.check((context) => {
    for (const { path, text } of pfxProblems(context.value, setup)) {
      context.issues.push({ code: 'custom', message: text, path, input: context.value });
    }
  });
}

function sansToWire(sans: readonly San[]): Record<string, string[]> {
  const wire: Record<string, string[]> = {};
  for (const san of sans) (wire[san.kind] ??= []).push(san.value);
  return wire;
}

/**
 * POST Enrollment/PFX as version 2 where the server has it, else 1. Every member with a server default that acts is sent
 * in words; RenewalCertificateId stays out, as 0 and empty are errors (vendor documentation, POST Enrollment PFX).
 */
export function pfxToWire(values: PfxValues, setup: Setup, abilities: Abilities, now: Date): PfxPost {
  const version = abilities.pfxVersion2 ? 2 : 1;
  const key = abilities.keyChoice ? chosenKey(values, setup) : null;
  return {
    version,
    certificateFormat: values.stores.length > 0 ? 'STORE' : 'PFX',
    body: {
      ...choiceToWire(setup),
      ...authorityToWire(values.authority),
      Subject: formatDn(requestedSubject(values)),
      SANs: sansToWire(requestedSans(values)),
      ...(key ? { KeyType: key.keyType, KeyLength: key.bits, ...(key.curve ? { Curve: key.curve } : {}) } : {}),
      Password: values.password,
      CustomFriendlyName: values.friendlyName.trim() || values.subject.CN.trim(),
      IncludeChain: values.includeChain,
      ...(abilities.subjectHeader ? { IncludeSubjectHeader: false } : {}),
      ...(abilities.keyChoice ? { UseLegacyEncryption: false } : {}),
      ...detailsToWire(values, abilities),
      ...(version === 2
        ? {
            InstallIntoExistingCertificateStores: false,
            ...(values.stores.length > 0 ? { Stores: planToWire(values.stores) } : {}),
          }
        : { PopulateMissingValuesFromAD: false }),
      Timestamp: timestamp(now),
    },
  };
}

/** A password from the browser's own random source, longer than the server asks for. */
export function newPassword(minimum: number): string {
  return generatePassword(Math.max(minimum, 20), (n) => crypto.getRandomValues(new Uint8Array(n)));
}
