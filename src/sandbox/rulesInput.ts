import { bool, int, list, objectElement, oneOf, requiredText, text, textElement } from './bodyReaders.ts';
import { invalid } from './http.ts';
import type { DefaultRow, EnrollmentFieldRow, MetadataOverrideRow, RegexRow } from './templateRows.ts';
import { nextNumber, type World } from './world.ts';

/**
 * Codes usable in regexes and defaults with their labels. The first seven are from the vendor documentation; the
 * codes of the SAN parts are a guess.
 */
export const subjectParts: readonly { SubjectPart: string; SubjectPartName: string }[] = [
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

function subjectPart(row: object, path: string): string {
  const sent = requiredText(row, 'SubjectPart', path);
  const known = subjectParts.find((p) => p.SubjectPart === sent.toUpperCase());
  if (known === undefined) throw invalid(`'${sent}' is not a valid subject part.`);
  return known.SubjectPart;
}

/** Regex rows of a request. Empty `Regex` and `Error` are kept: the row means "no rule". */
export function readRegexes(body: object, name: string): RegexRow[] | null {
  return list(body, name, (element, path) => {
    const row = objectElement(element, path);
    return {
      SubjectPart: subjectPart(row, path),
      Regex: text(row, 'Regex', path) ?? '',
      Error: text(row, 'Error', path) ?? '',
      CaseSensitive: bool(row, 'CaseSensitive', path) ?? false,
    };
  });
}

/** Default rows of a request. */
export function readDefaults(body: object, name: string): DefaultRow[] | null {
  return list(body, name, (element, path) => {
    const row = objectElement(element, path);
    return { SubjectPart: subjectPart(row, path), Value: text(row, 'Value', path) ?? '' };
  });
}

/** Enrollment fields of a request; a row keeps the id it had, by id or else by name. */
export function readFields(world: World, body: object, before: readonly EnrollmentFieldRow[]): EnrollmentFieldRow[] {
  const rows = list(body, 'EnrollmentFields', (element, path) => {
    const row = objectElement(element, path);
    const sentId = int(row, 'Id', path);
    const Name = requiredText(row, 'Name', path);
    const DataType = oneOf(row, 'DataType', [1, 2], path) ?? 1;
    const Options = list(row, 'Options', textElement, path) ?? [];
    const known = before.find((b) => b.Id === sentId) ?? before.find((b) => b.Name === Name);
    return { Id: known?.Id ?? nextNumber(world, 'enrollmentFieldRows'), Name, DataType, Options };
  });
  return rows ?? [];
}

/** Metadata overrides of a request; a row keeps the id it had. A type that does not exist is refused (a guess). */
export function readMetadata(
  world: World,
  body: object,
  before: readonly MetadataOverrideRow[],
): MetadataOverrideRow[] {
  const rows = list(body, 'MetadataFields', (element, path) => {
    const row = objectElement(element, path);
    const MetadataId = int(row, 'MetadataId', path) ?? 0;
    if (world.metadataFields.get(MetadataId) === undefined) {
      throw invalid(`The metadata field with id '${MetadataId}' does not exist.`);
    }
    const known = before.find((b) => b.MetadataId === MetadataId);
    return {
      Id: known?.Id ?? nextNumber(world, 'metadataRows'),
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
