import { bool, int, list, objectElement, oneOf, requiredText, text, textElement } from './bodyReaders.ts';
import { invalid } from './http.ts';
import type { DefaultRow, EnrollmentFieldRow, MetadataOverrideRow, RegexRow } from './templateRows.ts';
import { nextNumber, type World } from './world.ts';

interface SubjectPart {
  SubjectPart: string;
  SubjectPartName: string;
}

/** The first seven codes are from the vendor documentation; those of the SAN parts are a guess. */
const usualParts: readonly SubjectPart[] = [
  { SubjectPart: 'CN', SubjectPartName: 'Common Name' },
  { SubjectPart: 'O', SubjectPartName: 'Organization' },
  { SubjectPart: 'OU', SubjectPartName: 'Organization Unit' },
  { SubjectPart: 'L', SubjectPartName: 'City/Locality' },
  { SubjectPart: 'ST', SubjectPartName: 'State/Province' },
  { SubjectPart: 'C', SubjectPartName: 'Country/Region' },
  { SubjectPart: 'E', SubjectPartName: 'Email Address' },
  { SubjectPart: 'DNS', SubjectPartName: 'Subject Alternative Name: DNS' },
  { SubjectPart: 'IP4', SubjectPartName: 'Subject Alternative Name: IPv4' },
  { SubjectPart: 'IP6', SubjectPartName: 'Subject Alternative Name: IPv6' },
  { SubjectPart: 'MAIL', SubjectPartName: 'Subject Alternative Name: Email' },
  { SubjectPart: 'UPN', SubjectPartName: 'Subject Alternative Name: UPN' },
];

/** A large world has 5,000 parts, so that pickers and long lists of rows can be tried: X0001 and so on. */
const manyParts: readonly SubjectPart[] = [
  ...usualParts,
  ...Array.from({ length: 5_000 - usualParts.length }, (_none, i) => {
    const number = String(i + 1).padStart(4, '0');
    return { SubjectPart: `X${number}`, SubjectPartName: `Custom attribute ${number}` };
  }),
];
const manyCodes = new Set(manyParts.map((part) => part.SubjectPart));

/** Codes usable in regexes and defaults of this world, with their labels. */
export function subjectParts(world: World): readonly SubjectPart[] {
  return world.large ? manyParts : usualParts;
}

function subjectPart(world: World, row: object, path: string): string {
  const sent = requiredText(row, 'SubjectPart', path);
  const code = sent.toUpperCase();
  const known = world.large ? manyCodes.has(code) : usualParts.some((part) => part.SubjectPart === code);
  if (!known) throw invalid(`'${sent}' is not a valid subject part.`);
  return code;
}

/** Regex rows of a request. Empty `Regex` and `Error` are kept: the row means "no rule". */
export function readRegexes(world: World, body: object, name: string): RegexRow[] | null {
  return list(body, name, (element, path) => {
    const row = objectElement(element, path);
    return {
      SubjectPart: subjectPart(world, row, path),
      Regex: text(row, 'Regex', path) ?? '',
      Error: text(row, 'Error', path) ?? '',
      CaseSensitive: bool(row, 'CaseSensitive', path) ?? false,
    };
  });
}

/** Default rows of a request. */
export function readDefaults(world: World, body: object, name: string): DefaultRow[] | null {
  return list(body, name, (element, path) => {
    const row = objectElement(element, path);
    return { SubjectPart: subjectPart(world, row, path), Value: text(row, 'Value', path) ?? '' };
  });
}

/**
 * How a row of a request finds the row it was before: templates send the row's id, and a row without a known one is new
 * and gets the next number; patterns have no row ids on the wire, so there the name or type counts.
 */
type RowMatch = 'id' | 'name';

function numbered<T extends { Id: number }>(
  world: World,
  series: string,
  before: readonly T[],
  taken: Set<number>,
  isSame: (row: T) => boolean,
): number {
  const known = before.find((row) => isSame(row) && !taken.has(row.Id));
  const Id = known?.Id ?? nextNumber(world, series);
  taken.add(Id);
  return Id;
}

/** Enrollment fields of a request; missing `Options` are []. */
export function readFields(
  world: World,
  body: object,
  before: readonly EnrollmentFieldRow[],
  match: RowMatch,
): EnrollmentFieldRow[] {
  const taken = new Set<number>();
  const rows = list(body, 'EnrollmentFields', (element, path) => {
    const row = objectElement(element, path);
    const sentId = int(row, 'Id', path);
    const Name = requiredText(row, 'Name', path);
    const DataType = oneOf(row, 'DataType', [1, 2], path) ?? 1;
    const Options = list(row, 'Options', textElement, path) ?? [];
    const isSame = (b: EnrollmentFieldRow) => (match === 'id' ? b.Id === sentId : b.Name === Name);
    return { Id: numbered(world, 'enrollmentFieldRows', before, taken, isSame), Name, DataType, Options };
  });
  return rows ?? [];
}

/** Metadata overrides of a request. A type that does not exist is refused unless it was there already (a guess). */
export function readMetadata(
  world: World,
  body: object,
  before: readonly MetadataOverrideRow[],
  match: RowMatch,
): MetadataOverrideRow[] {
  const taken = new Set<number>();
  const held = new Set(before.map((row) => row.MetadataId));
  const rows = list(body, 'MetadataFields', (element, path) => {
    const row = objectElement(element, path);
    const sentId = int(row, 'Id', path);
    const MetadataId = int(row, 'MetadataId', path) ?? 0;
    if (world.metadataFields.get(MetadataId) === undefined && !held.has(MetadataId)) {
      throw invalid(`The metadata field with id '${MetadataId}' does not exist.`);
    }
    const isSame = (b: MetadataOverrideRow) => (match === 'id' ? b.Id === sentId : b.MetadataId === MetadataId);
    return {
      Id: numbered(world, 'metadataRows', before, taken, isSame),
      MetadataId,
      DefaultValue: text(row, 'DefaultValue', path),
      Validation: text(row, 'Validation', path),
      Enrollment: oneOf(row, 'Enrollment', [0, 1, 2], path) ?? 0,
      Message: text(row, 'Message', path),
      CaseSensitive: bool(row, 'CaseSensitive', path) ?? false,
      Options: world.profile.major < 25 ? text(row, 'Options', path) : null,
    };
  });
  return rows ?? [];
}

/** Ids of roles given by name; an unknown name is refused (a guess: the names "must already exist"). */
export function readRoleNames(world: World, body: object, name: string): number[] {
  const names = list(body, name, textElement) ?? [];
  const byName = new Map(world.roles.all().map((role) => [role.Name.toLowerCase(), role.Id]));
  const ids = names.map((sent) => {
    const id = byName.get(sent.toLowerCase());
    if (id === undefined) throw invalid(`The security role '${sent}' does not exist.`);
    return id;
  });
  return [...new Set(ids)];
}

/** AllowedEnrollmentTypes of a request: 0 to 7, absent is 0. */
export function readEnrollmentTypes(body: object): number {
  return oneOf(body, 'AllowedEnrollmentTypes', [0, 1, 2, 3, 4, 5, 6, 7]) ?? 0;
}
