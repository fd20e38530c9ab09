import * as z from 'zod/mini';
import type { Abilities } from '../../../api/server.ts';
import { subjectParts } from '../../../domain/dn.ts';
import { passwordProblem } from '../../../domain/password.ts';
import type { Finding, KeyChoice } from '../../../domain/policy.ts';
import { planProblems, type PlannedStore } from '../../deploy/deployForm.ts';
import { findingsUnder } from '../authorityRules.ts';
import {
  authorityValue,
  detailFindings,
  detailProblems,
  detailValues,
  namedValue,
  termsProblems,
} from '../detailsForm.ts';
import { requestedSans, sanFindings, sanProblems } from '../names/sansForm.ts';
import {
  readText,
  requestedSubject,
  subjectPath,
  subjectProblems,
  subjectShape,
  subjectValue,
} from '../names/subjectForm.ts';
import type { Problem } from '../problem.ts';
import { friendlyName } from './friendlyName.ts';
import { renewalProblems } from '../renewal/renewalForm.ts';
import type { Setup } from '../setup.ts';
import { deliveryProblems } from './delivery.ts';
import { passwordFindings } from './pfxPassword.ts';
import { type Replaced, twiceReached, unreadPlaces } from './replacedStores.ts';

/** What a file can be; stores turn it into a store delivery, whose file is a PFX. */
const fileFormats = ['PFX', 'ZIP', 'PEM', 'JKS'] as const;

const pfxShape = z.object({
  source: z.string(),
  /** The choice whose defaults are in the form; another than `source` while that one's rules are on their way. */
  filledFrom: z.string(),
  /** Empty: the server chooses. */
  authority: z.string(),
  acceptTerms: z.boolean(),
  renewal: z.object({ certificateId: z.nullable(z.number()), label: z.string(), install: z.boolean() }),
  /** The certificate whose places the new one takes once it is issued; null: none. */
  replaces: z.nullable(z.number()),
  populateFromAd: z.boolean(),
  subject: subjectShape,
  /** Each with its kind in front, `dns:app01.example.com`. */
  sans: z.array(z.string()),
  /** Empty: the server decides. */
  key: z.string(),
  /** Empty: no second key. */
  alternativeKey: z.string(),
  passwordFrom: z.enum(['here', 'server']),
  password: z.string(),
  /** The password was made on this page, so that nobody knows it yet. */
  passwordGenerated: z.boolean(),
  format: z.enum(fileFormats),
  includeChain: z.boolean(),
  chainOrder: z.enum(['EndEntityFirst', 'RootFirst']),
  subjectHeader: z.boolean(),
  legacyEncryption: z.boolean(),
  provider: z.string(),
  fileExtension: z.string(),
  friendlyName: z.string(),
  metadata: z.array(namedValue),
  fields: z.array(namedValue),
  owner: z.string(),
  download: z.boolean(),
  stores: z.array(z.custom<PlannedStore>()),
  when: z.enum(['soon', 'later']),
  /** When the stores get the certificate, in local time as `datetime-local` writes it. */
  jobTime: z.string(),
});

export type PfxValues = z.infer<typeof pfxShape>;

/** A key choice as the value of a select. */
export function keyId(key: KeyChoice): string {
  return [key.keyType, key.bits, key.curve ?? ''].join(':');
}

/** The chosen key, or null when the server decides. */
export function chosenKey(values: Pick<PfxValues, 'key'>, setup: Setup | null): KeyChoice | null {
  return setup?.keys.find((key) => keyId(key) === values.key) ?? null;
}

/** A second key as the value of a select, and as a request names it. */
export interface AlternativeChoice {
  id: string;
  keyType: string;
  bits: number | null;
}

/** The second keys that the server lists: one without sizes is chosen by its name alone. */
export function alternativeChoices(setup: Setup | null): AlternativeChoice[] {
  return (setup?.alternative ?? []).flatMap(({ name, bitLengths }): AlternativeChoice[] => {
    if (bitLengths.length === 0) return [{ id: name, keyType: name, bits: null }];
    return bitLengths.map((bits) => ({ id: `${name} ${bits}`, keyType: name, bits }));
  });
}

/**
 * Version 2 of the request wherever the server has it, but for one wish that only version 1 knows (vendor documentation,
 * POST Enrollment PFX: PopulateMissingValuesFromAD).
 */
export function versionOf(values: Pick<PfxValues, 'populateFromAd'>, abilities: Abilities): 1 | 2 {
  return abilities.pfxVersion2 && !values.populateFromAd ? 2 : 1;
}

/** RSA 2048 is what the server makes when nothing is asked for (recorded on 25.4); else the first that is allowed. */
function usualKey(setup: Setup | null, keyChoice: boolean): string {
  if (!setup || !keyChoice) return '';
  const usual = setup.keys.find((key) => key.keyType === 'RSA' && key.bits === 2048) ?? setup.keys[0];
  return usual ? keyId(usual) : '';
}

/**
 * The values to show for a setup. What the person typed stays; what still held the default of the setup that filled the
 * form before takes the new one. `subjectStays`: a link gave the whole subject, so that what it left blank stays blank.
 */
export function pfxValues(
  setup: Setup | null,
  abilities: Pick<Abilities, 'keyChoice'>,
  typed?: { values: PfxValues; before: Setup | null; subjectStays?: boolean },
): PfxValues {
  const values = typed?.values;
  const keyStays = values !== undefined && setup?.keys.some((key) => keyId(key) === values.key) === true;
  const alternativeStays = alternativeChoices(setup).some(({ id }) => id === values?.alternativeKey);
  return {
    source: setup?.choice.key ?? '',
    filledFrom: setup?.choice.key ?? '',
    authority: authorityValue(setup, values?.authority),
    acceptTerms: false,
    renewal: values?.renewal ?? { certificateId: null, label: '', install: false },
    replaces: values?.replaces ?? null,
    populateFromAd: values?.populateFromAd ?? false,
    subject:
      values && typed?.subjectStays === true
        ? values.subject
        : subjectValue(
            setup?.defaults ?? [],
            values && { value: values.subject, defaults: typed?.before?.defaults ?? [] },
          ),
    sans: values?.sans ?? [],
    key: keyStays && abilities.keyChoice ? values.key : usualKey(setup, abilities.keyChoice),
    alternativeKey: alternativeStays && values ? values.alternativeKey : '',
    passwordFrom: values?.passwordFrom ?? (setup?.settings.customPassword === false ? 'server' : 'here'),
    password: values?.password ?? '',
    passwordGenerated: values?.passwordGenerated ?? false,
    format: values?.format ?? 'PFX',
    includeChain: values?.includeChain ?? true,
    chainOrder: values?.chainOrder ?? 'EndEntityFirst',
    subjectHeader: values?.subjectHeader ?? false,
    legacyEncryption: values?.legacyEncryption ?? false,
    provider: values?.provider ?? '',
    fileExtension: values?.fileExtension ?? '',
    friendlyName: values?.friendlyName ?? '',
    ...detailValues(setup, values, typed?.before),
    download: values?.download ?? true,
    stores: values?.stores ?? [],
    when: values?.when ?? 'soon',
    jobTime: values?.jobTime ?? '',
  };
}

/** The rules that count: parts that Active Directory may fill are not judged while they are left empty. */
function rulesFor(values: PfxValues, setup: Setup, types: ReadonlySet<string>): Setup['rules'] {
  if (!values.populateFromAd) return setup.rules;
  const left = (part: string) => subjectParts.some(({ type }) => type === part) && !types.has(part);
  return { ...setup.rules, subject: setup.rules.subject.filter(({ part }) => !left(part.toUpperCase())) };
}

/** Advice and refusals about the request under the rules in force. */
export function pfxFindings(values: PfxValues, setup: Setup | null): Finding[] {
  if (!setup) return [];
  const subject = requestedSubject(values.subject);
  const types = new Set(subject.flat().map(({ type }) => type));
  const request = { subject, sans: requestedSans(values.sans), key: chosenKey(values, setup) };
  const ruled = { choice: setup.choice, rules: rulesFor(values, setup, types) };
  const found = sanFindings(values.sans, findingsUnder(request, ruled, values.authority));
  // A text that cannot be read has no parts to judge.
  const unread = readText(values.subject)?.ok === false;
  return [
    ...(unread ? found.filter(({ where }) => !where.startsWith('subject')) : found),
    ...passwordFindings(values, setup),
    ...detailFindings(values, setup),
  ];
}

/** Where a finding is corrected. */
function findingPath(where: string, { subject }: PfxValues): Problem['path'] {
  const [area = '', part = ''] = where.split('.');
  return area === 'subject' ? subjectPath(subject, part) : [area];
}

function nameProblems(values: PfxValues, setup: Setup): Problem[] {
  const problems = [...subjectProblems(values.subject), ...sanProblems(values.sans)];
  const none = requestedSubject(values.subject).length === 0 && values.sans.length === 0;
  if (none && problems.length === 0 && !values.populateFromAd) {
    const text = 'Enter a common name, or at least one alternative name.';
    problems.push({ path: findingPath('subject.CN', values), text });
  }
  for (const { grade, where, text } of pfxFindings(values, setup)) {
    if (grade === 'refused') problems.push({ path: findingPath(where, values), text });
  }
  return problems;
}

function fileProblems(values: PfxValues, setup: Setup): Problem[] {
  const { source, passwordLength, friendlyNameRequired } = setup.settings;
  const least = source === 'server' ? passwordLength : 1;
  const password = values.passwordFrom === 'here' ? passwordProblem(values.password, least) : undefined;
  const nameless = friendlyNameRequired && friendlyName(values) === '';
  return [
    ...(password === undefined ? [] : [{ path: ['password'], text: password }]),
    ...(nameless ? [{ path: ['friendlyName'], text: 'The server requires a custom friendly name.' }] : []),
  ];
}

function whereProblems(values: PfxValues, replaced: readonly Replaced[]): Problem[] {
  const title = (twiceReached(values, replaced) ?? unreadPlaces(values.stores, replaced))?.title;
  const problems: Problem[] = title === undefined ? [] : [{ path: ['replaces'], text: title }];
  const reaches = values.stores.length > 0 || values.renewal.install || values.replaces !== null;
  if (!values.download && !reaches) {
    problems.push({ path: ['download'], text: 'Choose a download, at least one store, or both.' });
  }
  values.stores.forEach((store, index) => {
    for (const { path, message } of planProblems(store)) {
      problems.push({ path: ['stores', index, ...path], text: message });
    }
  });
  return problems;
}

/**
 * What keeps the request from being sent at `now`, which is server time. Only what is certain: everything else is advice beside
 * the form. `replaced`: the older certificates whose places the new one takes.
 */
export function pfxProblems(
  values: PfxValues,
  setup: Setup | null,
  now: Date,
  replaced: readonly Replaced[] = [],
): Problem[] {
  if (values.source === '') return [{ path: ['source'], text: 'Choose what to enroll with.' }];
  if (setup?.choice.key !== values.source || values.filledFrom !== values.source)
    return [{ path: ['source'], text: 'The rules of this choice are not loaded yet.' }];
  const problems: Problem[] = [];
  if (setup.authorityRequired && values.authority === '') {
    problems.push({ path: ['authority'], text: 'Choose a certificate authority.' });
  }
  return [
    ...problems,
    ...termsProblems(setup.choice, values),
    ...renewalProblems(values.renewal),
    ...nameProblems(values, setup),
    ...fileProblems(values, setup),
    ...detailProblems(values, setup),
    ...whereProblems(values, replaced),
    ...deliveryProblems(values, now),
  ];
}

/** The form's schema under a setup, at a moment of server time, while these older certificates are replaced. */
export function pfxSchema(setup: Setup | null, now: Date, replaced: readonly Replaced[]) {
  return pfxShape.check((context) => {
    for (const { path, text } of pfxProblems(context.value, setup, now, replaced)) {
      context.issues.push({ code: 'custom', message: text, path, input: context.value });
    }
  });
}
