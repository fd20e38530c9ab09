import { readKeyRetention, retentionNumbers } from '../../../api/templates.ts';
import { isDocument, memberName, rowsOf, textOf, type WireDocument } from '../../../api/wireDocument.ts';
import { enrollTypesText } from '../../../domain/enrollTypes.ts';
import { algorithmFacts, algorithmsText, curveName } from '../../../domain/keyAlgorithms.ts';
import { keyUsageNames } from '../../../domain/keyUsage.ts';
import type { Change, Json } from '../../../domain/merge.ts';
import { cleanUpUnits, keyRetentionWords, metadataWords } from '../templateWords.ts';
import { orderStep, rowName } from './keyedRows.ts';
import { memberLabel, rowLabel } from './memberLabels.ts';

/** A change as the review shows it: what, from, to. */
export interface WordedChange {
  what: string;
  before?: string;
  after?: string;
}

/** What ids mean on this server; an id that is not there is shown as it is. */
export interface Names {
  metadata: ReadonlyMap<number, string>;
  roles: ReadonlyMap<number, string>;
  authorities: ReadonlyMap<number, string>;
  /** The pattern that is the default of the template now; null where there is none or it is not known. */
  defaultPattern: string | null;
}

type Path = readonly (string | number)[];

const none: ReadonlyMap<number, string> = new Map();
const noNames: Names = { metadata: none, roles: none, authorities: none, defaultPattern: null };

const algorithmLists = new Set(['PrimaryKeyAlgorithms', 'AlternativeKeyAlgorithms', 'KeyInfo']);
/** The member that a row is about goes without saying. */
const silentMembers = new Set(['Regex', 'RegEx', 'Value']);

function subjectOf(list: string, key: string, names: Names): string {
  const name = rowName(key);
  if (algorithmLists.has(list)) return algorithmFacts(name).name;
  if (list === 'MetadataFields') return names.metadata.get(Number(name)) ?? name;
  return name;
}

/** Names the place of a change: "Friendly name", "Regex for CN", "Regex for CN, error message". */
export function whatOf(path: Path, names: Names = noNames): string {
  const at = path.findIndex((step) => rowLabel(step) !== undefined);
  const [list, key] = [String(path[at]), path[at + 1]];
  if (at === -1 || key === undefined) {
    const isPolicy = (step: string | number) => step === 'TemplatePolicy' || step === 'Policies';
    const steps = path.filter((step) => !isPolicy(step));
    return steps.map(memberLabel).join(', ') || 'Policy';
  }
  if (key === orderStep) return `${memberLabel(list)}, order`;
  const subject = `${rowLabel(list) ?? ''} ${subjectOf(list, String(key), names)}`;
  const rest = path.slice(at + 2).filter((step) => !silentMembers.has(String(step)));
  return [subject, ...rest.map((step) => memberLabel(step).toLowerCase())].join(', ');
}

/** A text whose outer or doubled spaces would be lost on a page: quoted, with spaces that do not collapse. */
function visible(text: string): string {
  return text === text.trim() && !/\s\s/.test(text) ? text : `“${text.replace(/ /g, '\u00a0')}”`;
}

function regexText(row: WireDocument): string | undefined {
  const name = memberName(row, 'Regex');
  if (name === undefined) return undefined;
  const parts = [textOf(row[name]) === '' ? 'no rule' : visible(textOf(row[name]))];
  if (textOf(row['Error']) !== '') parts.push(`message: ${textOf(row['Error'])}`);
  if (row['CaseSensitive'] === true) parts.push('case sensitive');
  return parts.join('; ');
}

function retentionText(value: number | string): string | undefined {
  const { policy } = readKeyRetention(value, null);
  return Object.hasOwn(retentionNumbers, policy) ? keyRetentionWords({ policy, days: null }).toLowerCase() : undefined;
}

const dataTypes = ['', 'string', 'multiple choice'];

/** What the value of one member means, where a number or a code needs words. */
const meanings: Readonly<Record<string, (value: number | string, names: Names) => string | undefined>> = {
  AllowedEnrollmentTypes: (value) => enrollTypesText(Number(value)),
  KeyUsage: (value) => keyUsageNames(Number(value)).join(', ') || 'none',
  KeyRetention: retentionText,
  TimeAfterExpirationUnits: (value) => cleanUpUnits[Number(value)]?.toLowerCase(),
  Enrollment: (value) => (typeof value === 'number' ? metadataWords(value).toLowerCase() : undefined),
  DataType: (value) => dataTypes[Number(value)],
  DefaultCertificateOwnerRoleId: (value, names) => names.roles.get(Number(value)),
  CertificateAuthorities: (value, names) => names.authorities.get(Number(value)) ?? `id ${value}`,
  MetadataId: (value, names) => names.metadata.get(Number(value)),
  curves: (value) => curveName(String(value)),
  ECCValidCurves: (value) => curveName(String(value)),
};

const nouns: Readonly<Record<string, string>> = {
  curves: 'curves',
  ECCValidCurves: 'curves',
  AllowedRequesters: 'roles',
  AssociatedRoles: 'roles',
  CertificateAuthorities: 'certificate authorities',
  Options: 'choices',
};
const listAtMost = 8;

function few(words: readonly string[]): string {
  const more = words.length - listAtMost;
  return more > 1 ? `${words.slice(0, listAtMost).join(', ')} and ${more} more` : words.join(', ');
}

const numbers = (value: Json | undefined) =>
  (Array.isArray(value) ? value : []).filter((each) => typeof each === 'number');
const texts = (value: Json | undefined) =>
  (Array.isArray(value) ? value : []).filter((each) => typeof each === 'string');

function algorithmText(row: WireDocument, name: string): string {
  return algorithmsText([{ name, bitLengths: numbers(row['bit_lengths']), curves: texts(row['curves']) }]);
}

/** Members of an object that say something: "Required or hidden: required; Default value: x". */
function objectText(value: WireDocument, names: Names): string {
  const said = Object.entries(value).filter(([name, inner]) => inner !== null && inner !== '' && !unsaid.has(name));
  return said.map(([name, inner]) => `${memberLabel(name)}: ${memberText([name], inner, names) ?? ''}`).join('; ');
}

/** Ids and whatever else the place of a row says already. */
const unsaid = new Set(['Id', 'TemplateId', 'MetadataId', 'SubjectPart', 'Name', 'name']);

/**
 * The value at a place in words: masks, codes and ids by their names, long lists by their number. A missing value gives
 * undefined.
 */
export function memberText(path: Path, value: Json | undefined, names: Names = noNames): string | undefined {
  const name = String(path.at(-1) ?? '');
  const list = String(path.at(-2) ?? '');
  if (typeof value === 'number' || (typeof value === 'string' && value !== '')) {
    const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined;
    return meaning?.(value, names) ?? valueText(value);
  }
  if (Array.isArray(value)) {
    const entries: readonly Json[] = value;
    if (algorithmLists.has(name)) {
      return (
        rowsOf(entries)
          .map((row) => algorithmText(row, textOf(row['name'])))
          .join('; ') || 'empty list'
      );
    }
    return entries.length === 0 ? 'empty list' : few(entries.map((entry) => memberText([name], entry, names) ?? ''));
  }
  if (name === 'TemplateDefault' && value === true && names.defaultPattern !== null) {
    return `on; “${names.defaultPattern}” stops being the default`;
  }
  if (!isDocument(value)) return valueText(value);
  if (list === 'TemplateDefaults' || list === 'Defaults') return valueText(value['Value'] ?? null);
  if (algorithmLists.has(list)) return algorithmText(value, textOf(value['name']) || rowName(name));
  return regexText(value) ?? (objectText(value, names) || 'nothing set');
}

/** A value in words; null is "not set", a missing one gives undefined. */
export function valueText(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'not set';
  if (value === true) return 'on';
  if (value === false) return 'off';
  if (value === '') return 'empty text';
  if (typeof value === 'string') return visible(value);
  return typeof value === 'number' ? String(value) : memberText([], value);
}

/** What a long list lost and got: "69 curves; removed: P-192, P-224". */
function longListText(path: Path, list: readonly Json[], before: readonly Json[], names: Names): string {
  const name = String(path.at(-1) ?? '');
  const parts = [`${list.length} ${nouns[name] ?? 'entries'}`];
  const told = (entries: readonly Json[]) => few(entries.map((entry) => memberText([name], entry, names) ?? ''));
  const removed = before.filter((entry) => !list.includes(entry));
  const added = list.filter((entry) => !before.includes(entry));
  if (removed.length > 0) parts.push(`removed: ${told(removed)}`);
  if (added.length > 0) parts.push(`added: ${told(added)}`);
  return parts.join('; ');
}

/** Changes in plain words, in the order they came. */
export function inWords(changes: readonly Change[], names: Names = noNames): WordedChange[] {
  return changes.map(({ path, before: was, after: now }) => {
    const [lists, order] = [[was, now], path.at(-1) === orderStep];
    const long = !order && Array.isArray(was) && Array.isArray(now) && lists.some((each) => isLong(each));
    const before = long ? longListText(path, was, was, names) : memberText(path, was, names);
    const after = long ? longListText(path, now, was, names) : memberText(path, now, names);
    return {
      what: whatOf(path, names),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
  });
}

function isLong(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length > listAtMost && value.every((entry: Json) => typeof entry !== 'object');
}
