import { effectiveMetadata } from './effective.ts';
import type { EnrollTarget } from './enrollTarget.ts';
import { invalid } from './http.ts';
import { accepts } from './netRegex.ts';
import type { MetadataFieldRow } from './companyRows.ts';
import type { World } from './world.ts';

type Rule = Pick<ReturnType<typeof effectiveMetadata>[number], 'Validation' | 'Message' | 'Options' | 'CaseSensitive'>;

function options(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option !== '');
}

function realDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** What is wrong with a value of this type; DataType 1 text … 7 e-mail (vendor documentation, metadata fields). */
function problem(field: MetadataFieldRow, rule: Rule, value: string): string | null {
  switch (field.DataType) {
    case 1:
      if (value.length > 400) return 'must not be longer than 400 characters.';
      if (rule.Validation === null || rule.Validation === '') return null;
      return accepts(rule.Validation, value, rule.CaseSensitive)
        ? null
        : rule.Message || 'does not match the required format.';
    case 2:
      return /^-?\d{1,10}$/.test(value) ? null : 'must be an integer.';
    case 3:
      return realDate(value) ? null : 'must be a date in the format yyyy-MM-dd.';
    case 4:
      return /^(true|false)$/i.test(value) ? null : 'must be true or false.';
    case 5:
      return options(rule.Options ?? field.Options).includes(value) ? null : `does not have the option '${value}'.`;
    case 6:
      return value.length > 4000 ? 'must not be longer than 4000 characters.' : null;
    case 7:
      return /^[^\s@]+@[^\s@]+$/.test(value) ? null : 'must be an email address.';
    default:
      return null;
  }
}

/** Metadata of a request by the fields' own names. Unknown, malformed and missing required fields are refused. */
export function checkMetadata(
  world: World,
  target: EnrollTarget,
  given: Record<string, string>,
): { values: Record<string, string>; shown: readonly string[] } {
  const fields = new Map(world.metadataFields.all().map((field) => [field.Name.toLowerCase(), field]));
  const rules = new Map(effectiveMetadata(world, target.rules).map((rule) => [rule.MetadataId, rule]));
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = fields.get(name.toLowerCase());
    const rule = field === undefined ? undefined : rules.get(field.Id);
    if (field === undefined || rule === undefined) throw invalid(`Metadata field '${name}' does not exist.`);
    if (value === '') continue;
    const wrong = problem(field, rule, value);
    if (wrong !== null) throw invalid(`Metadata field '${field.Name}': ${wrong}`);
    values[field.Name] = value;
  }
  const shown: string[] = [];
  for (const field of fields.values()) {
    const enrollment = rules.get(field.Id)?.Enrollment ?? field.Enrollment;
    if (enrollment === 1 && values[field.Name] === undefined) {
      throw invalid(`Metadata field '${field.Name}' is required.`);
    }
    if (enrollment !== 2) shown.push(field.Name);
  }
  return { values, shown };
}

/**
 * Metadata to change on a certificate, by the fields' own names; '' clears one. The rules are those of the types themselves,
 * since no template is asked here (a guess). Unknown and malformed ones are refused.
 */
export function checkChanges(world: World, given: Record<string, string>): Record<string, string> {
  const fields = new Map(world.metadataFields.all().map((field) => [field.Name.toLowerCase(), field]));
  const changes: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = fields.get(name.toLowerCase());
    if (field === undefined) throw invalid(`Metadata field '${name}' does not exist.`);
    const wrong = value === '' ? null : problem(field, field, value);
    if (wrong !== null) throw invalid(`Metadata field '${field.Name}': ${wrong}`);
    changes[field.Name] = value;
  }
  return changes;
}
