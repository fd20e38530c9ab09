import * as z from 'zod/mini';
import type { MetadataField } from '../../api/metadata.ts';
import { dateOnly, typeProblem, valueDoubt, valueProblem } from '../../domain/metadataValue.ts';
import type { Finding } from '../../domain/policy.ts';
import type { San } from '../../domain/sans.ts';
import type { Prefill } from './prefill.ts';
import type { Problem } from './problem.ts';
import { authorityNamed, type EnrollChoice, type Setup } from './setup.ts';

/** A value under a name that came from the server; the name is never part of a field's path. */
export const namedValue = z.object({ name: z.string(), value: z.string() });
type NamedValue = z.infer<typeof namedValue>;

/** The part of both wizards' values that a template or pattern asks for. */
export interface DetailValues {
  metadata: NamedValue[];
  fields: NamedValue[];
  owner: string;
}

const rowsOf = (values: Readonly<Record<string, string>>): NamedValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

/** What a link fills in, until a setup says what is asked for. */
export function linkedDetails({ metadata, fields, owner }: Prefill): DetailValues {
  return { metadata: rowsOf(metadata), fields: rowsOf(fields), owner };
}

/** The one CA that can issue a choice; empty where there are several or none is known. */
export function onlyAuthority({ authorities }: Pick<EnrollChoice, 'authorities'>): string {
  return authorities.length === 1 ? (authorities[0]?.name ?? '') : '';
}

const byName = <Row extends { name: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.name, row]));

/** The CA to show for a setup: the one named before where it issues this, the only one there is, or none. */
export function authorityValue(setup: Setup | null, typed = ''): string {
  if (!setup) return typed;
  return authorityNamed(setup.choice, typed)?.name ?? onlyAuthority(setup.choice);
}

/** What decides about an owner. */
type Owners = Pick<Setup, 'roles' | 'defaultOwner'>;

/** Whether a role may be named as owner, as far as the caller's roles are known. */
const mayOwn = ({ roles }: Owners, owner: string) => roles?.some(({ name }) => name === owner) ?? true;

/** The default owner as a request may name it; empty where there is none, or only the server can put it in. */
const ownDefault = (setup: Owners | null) => (setup && mayOwn(setup, setup.defaultOwner) ? setup.defaultOwner : '');

/** The default owner that only the server can put in, as the caller does not hold that role; empty where there is none. */
export const serversOwner = (setup: Owners | null): string =>
  ownDefault(setup) === '' ? (setup?.defaultOwner ?? '') : '';

/** The owner to show: the one named before where it may own and is not merely the former default, else the default. */
function ownerValue(setup: Owners, typed: string, before: Owners | null): string {
  const stays = typed !== ownDefault(before) && (typed === '' || mayOwn(setup, typed));
  return stays ? typed : ownDefault(setup);
}

/** A value as its field shows it: a date field takes a day alone. What is hidden goes to the server as it came. */
const shown = ({ kind, use }: Pick<MetadataField, 'kind' | 'use'>, value: string): string =>
  kind === 'date' && use !== 'hidden' ? dateOnly(value) : value;

/**
 * Rows for the fields in force, each with its default. What the person typed under the same name stays; what still holds the
 * default of the setup that filled the form before (`before`) takes the new one. Before anything is chosen, what a link filled
 * in waits as it is.
 */
export function detailValues(
  setup: Setup | null,
  typed?: DetailValues,
  before: (Owners & Pick<Setup, 'metadata'>) | null = null,
): DetailValues {
  if (!setup) return { metadata: typed?.metadata ?? [], fields: typed?.fields ?? [], owner: typed?.owner ?? '' };
  const typedMetadata = byName(typed?.metadata ?? []);
  const typedFields = byName(typed?.fields ?? []);
  const beforeFields = byName(before?.metadata ?? []);
  const metadataValue = (field: MetadataField): string => {
    const { name, use, defaultValue } = field;
    const former = shown(field, beforeFields.get(name)?.defaultValue ?? '');
    const value = shown(field, typedMetadata.get(name)?.value ?? former);
    return use === 'hidden' || value === former ? shown(field, defaultValue) : value;
  };
  return {
    metadata: (setup.metadata ?? []).map((field) => ({ name: field.name, value: metadataValue(field) })),
    fields: setup.fields.map(({ name }) => ({ name, value: typedFields.get(name)?.value ?? '' })),
    owner: ownerValue(setup, typed?.owner ?? ownDefault(before), before),
  };
}

/** What is unusual about a metadata value without being wrong. Hidden fields are not judged. */
export function valueFindings(field: MetadataField, value: string): Finding[] {
  const doubt = valueDoubt(field, value);
  if (doubt === undefined) return [];
  return [{ grade: 'likely refused', where: `metadata.${field.name}`, text: `${field.name}: ${doubt}` }];
}

/** The same about all metadata values. */
export function detailFindings({ metadata }: Pick<DetailValues, 'metadata'>, setup: Setup): Finding[] {
  const fields = byName(setup.metadata ?? []);
  return metadata.flatMap(({ name, value }) => {
    const field = fields.get(name);
    return field ? valueFindings(field, value) : [];
  });
}

/**
 * The metadata values that are none of the data type of their field, in words. How a server refuses one is not recorded, so
 * that this is no finding about its rules: the field takes no other value here (vendor documentation, MetadataFields).
 */
export function typeWords({ metadata }: Pick<DetailValues, 'metadata'>, setup: Setup | null): string[] {
  const fields = byName(setup?.metadata ?? []);
  return metadata.flatMap(({ name, value }) => {
    const field = fields.get(name);
    const wrong = field && typeProblem(field, value);
    return wrong === undefined ? [] : [`${name}: ${wrong}`];
  });
}

/**
 * What keeps metadata and enrollment fields from being sent. Hidden fields are not judged, and neither is
 * the owner: which policy value makes one mandatory is not published.
 */
export function detailProblems(values: DetailValues, setup: Setup): Problem[] {
  const problems: Problem[] = [];
  const fields = byName(setup.metadata ?? []);
  values.metadata.forEach((row, index) => {
    const field = fields.get(row.name);
    const text = field && field.use !== 'hidden' ? valueProblem(field, row.value) : undefined;
    if (text !== undefined) problems.push({ path: ['metadata', index, 'value'], text });
  });
  values.fields.forEach((row, index) => {
    if (row.value === '') problems.push({ path: ['fields', index, 'value'], text: `${row.name} is required.` });
  });
  return problems;
}

/** True when neither template nor server asks for any detail. */
export function nothingToDetail(setup: Setup | null, ownerRole: boolean): boolean {
  const shown = (setup?.metadata ?? []).filter((field) => field.use !== 'hidden');
  return shown.length === 0 && (setup?.fields.length ?? 0) === 0 && !ownerRole;
}

/** The CAs with subscriber terms that may issue this: the chosen one, or any of them where the server chooses. */
export function termsOf(choice: EnrollChoice, authority: string): string[] {
  return choice.authorities
    .filter((each) => each.subscriberTerms && (authority === '' || each.name === authority))
    .map((each) => each.displayName);
}

/** Terms that are not accepted keep the request back. */
export function termsProblems(choice: EnrollChoice, values: { authority: string; acceptTerms: boolean }): Problem[] {
  if (values.acceptTerms || termsOf(choice, values.authority).length === 0) return [];
  return [{ path: ['acceptTerms'], text: 'Accept the subscriber terms, or choose a CA that has none.' }];
}

function object(rows: readonly NamedValue[]): Record<string, string> {
  return Object.fromEntries(rows.filter((row) => row.value !== '').map((row) => [row.name, row.value]));
}

/** The owner by its id where the server gave one, else by its name, never both (vendor documentation, POST Enrollment PFX). */
function ownerToWire(owner: string, roles: Setup['roles']): Record<string, unknown> {
  if (owner === '') return {};
  const id = roles?.find((role) => role.name === owner)?.id ?? null;
  return id === null ? { OwnerRoleName: owner } : { OwnerRoleId: id };
}

/** The members both enrollments share. Hidden fields go with their default: whether the server would add it is not known. */
export function detailsToWire(
  values: DetailValues,
  setup: Pick<Setup, 'roles'>,
  server: { ownerRole: boolean },
): Record<string, unknown> {
  return {
    Metadata: object(values.metadata),
    AdditionalEnrollmentFields: object(values.fields),
    ...(server.ownerRole ? ownerToWire(values.owner.trim(), setup.roles) : {}),
  };
}

/** What is enrolled with: only the pattern where there is one, else the template's short name, else neither. */
export function choiceToWire(setup: Setup): Record<string, unknown> {
  if (setup.choice.pattern) return { EnrollmentPatternId: setup.choice.pattern.patternId };
  return setup.choice.template ? { Template: setup.choice.template.name } : {};
}

/** Left out, the server takes any CA that may issue this. */
export function authorityToWire(authority: string): Record<string, unknown> {
  return authority === '' ? {} : { CertificateAuthority: authority };
}

/** Names by their kinds, as `SANs` takes them. */
export function sansToWire(sans: readonly San[]): Record<string, string[]> {
  const wire: Record<string, string[]> = {};
  for (const san of sans) (wire[san.kind] ??= []).push(san.value);
  return wire;
}

/** Date and time to the second, in UTC, as the vendor's clients send it. */
export function timestamp(now: Date): string {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}
