import type { MetadataField } from '../../../api/metadata.ts';
import type { SubjectRule } from '../../../domain/policy.ts';
import { judge } from '../../../domain/regex.ts';
import { heldEmpty, type MetadataRow } from '../rules/metadataForm.ts';
import type { LintFinding, LintInput } from './lintInput.ts';

const samePart = (one: string, other: string) => one.toUpperCase() === other.toUpperCase();
const fails = (regex: string, value: string, caseSensitive: boolean | undefined) =>
  regex !== '' && value !== '' && judge(regex, value, { caseSensitive }) === 'does not match';

/** The regexes of the form as rules, with their place. */
function ownRegexes({ values, caseKnown }: LintInput): (SubjectRule & { at: number })[] {
  return (values.regexes ?? []).flatMap((row, at) =>
    row.regex === ''
      ? []
      : [
          {
            at,
            part: row.subjectPart,
            regex: row.regex,
            message: row.error,
            caseSensitive: caseKnown ? row.caseSensitive : undefined,
          },
        ],
  );
}

/** Defaults that the regexes in force would refuse; what is wrong system-wide is said on the page of those rules. */
export function defaultFindings(input: LintInput): LintFinding[] {
  const own = ownRegexes(input);
  const defaults = input.values.defaults ?? [];
  const system = input.system?.subjectRules ?? [];
  const mine = defaults.flatMap((row, at): LintFinding[] => {
    const here = own.filter((rule) => samePart(rule.part, row.subjectPart));
    const rules = here.length > 0 ? here : system.filter((rule) => samePart(rule.part, row.subjectPart));
    const rule = rules.find(({ regex, caseSensitive }) => fails(regex, row.value, caseSensitive));
    if (rule === undefined) return [];
    const whose = here.length > 0 || input.kind === 'settings' ? 'its regex' : 'the system-wide regex';
    return [
      {
        id: `default ${at} against its regex`,
        severity: 'warning',
        text: `The default “${row.value}” for ${row.subjectPart} does not match ${whose} ${rule.regex}.`,
        section: 'defaults',
        path: `defaults.${at}.value`,
      },
    ];
  });
  const inherited = (input.system?.defaults ?? []).flatMap((row): LintFinding[] => {
    if (defaults.some((mineRow) => mineRow.value !== '' && samePart(mineRow.subjectPart, row.part))) return [];
    const rule = own.find(
      ({ part, regex, caseSensitive }) => samePart(part, row.part) && fails(regex, row.value, caseSensitive),
    );
    if (rule === undefined) return [];
    return [
      {
        id: `regex ${rule.at} against the system-wide default`,
        severity: 'warning',
        text: `The system-wide default “${row.value}” for ${row.part} does not match the regex ${rule.regex} set here.`,
        section: 'regexes',
        path: `regexes.${rule.at}.regex`,
      },
    ];
  });
  return [...mine, ...inherited];
}

interface FieldInForce {
  name: string;
  definition: MetadataField | undefined;
  defaultValue: string;
  /** True where the value is this row's and not the definition's. */
  ownDefault: boolean;
  regex: string;
  caseSensitive: boolean | undefined;
  options: readonly string[];
}

/** A row of the form over its definition; a text that the server holds as empty does not inherit. */
function fieldInForce(input: LintInput, row: MetadataRow): FieldInForce {
  const definition = input.definitions?.find((field) => field.metadataId === row.metadataId);
  const empty = (member: 'defaultValue' | 'regex') => heldEmpty(input.document, row.source, member);
  const ownDefault = row.defaultValue !== '' || empty('defaultValue');
  const ownRegex = row.regex !== '' || empty('regex');
  return {
    name: definition?.name ?? `Metadata field ${row.metadataId ?? ''}`,
    definition,
    defaultValue: ownDefault ? row.defaultValue : (definition?.defaultValue ?? ''),
    ownDefault,
    regex: ownRegex ? row.regex : (definition?.regex ?? ''),
    caseSensitive: ownRegex ? (input.caseKnown ? row.caseSensitive : undefined) : definition?.caseSensitive,
    options: row.options.length > 0 ? row.options : (definition?.options ?? []),
  };
}

function rowFindings(input: LintInput, row: MetadataRow, at: number): LintFinding[] {
  const field = fieldInForce(input, row);
  const finding = (what: string, member: keyof MetadataRow, text: string): LintFinding => ({
    id: `metadata ${at} ${what}`,
    severity: 'warning',
    text,
    section: 'metadata',
    path: `metadata.${at}.${member}`,
  });
  const { definition, defaultValue, ownDefault, regex, options, name } = field;
  const whose = ownDefault ? 'The default' : 'The default of the definition,';
  const found: LintFinding[] = [];
  if (row.metadataId !== null && input.definitions !== null && definition === undefined) {
    const text = `The server defines no metadata field with the id ${row.metadataId}.`;
    found.push(finding('unknown', 'metadataId', text));
  }
  // A regex counts for fields of text only (vendor documentation, GET Templates, MetadataFields).
  if ((definition === undefined || definition.kind === 'string') && fails(regex, defaultValue, field.caseSensitive)) {
    const text = `${name}: ${whose} “${defaultValue}” does not match the regex ${regex}.`;
    found.push(finding('default against its regex', ownDefault ? 'defaultValue' : 'regex', text));
  }
  const choice = definition === undefined ? row.options.length > 0 : definition.kind === 'choice';
  if (choice && defaultValue !== '' && options.length > 0 && !options.includes(defaultValue)) {
    const text = `${name}: ${whose} “${defaultValue}” is not one of the choices.`;
    found.push(finding('default outside its choices', ownDefault ? 'defaultValue' : 'options', text));
  }
  if (row.use === 'hidden' && definition?.use === 'required' && defaultValue === '') {
    const text = `${name} is hidden here, but its definition requires it and there is no default.`;
    found.push(finding('hidden and required', 'use', text));
  }
  return found;
}

/** What does not fit together in the metadata rows. */
export function metadataFindings(input: LintInput): LintFinding[] {
  const rows = input.values.metadata ?? [];
  const twice = rows.flatMap((row, at): LintFinding[] => {
    const others = rows.slice(0, at).filter((other) => row.metadataId !== null && other.metadataId === row.metadataId);
    const clash = others.some(
      (other) => [row.use, other.use].includes('hidden') && [row.use, other.use].includes('required'),
    );
    if (!clash) return [];
    const { name } = fieldInForce(input, row);
    return [
      {
        id: `metadata ${at} required and hidden`,
        severity: 'warning',
        text: `${name} has two rows: one requires it and one hides it.`,
        section: 'metadata',
        path: `metadata.${at}.use`,
      },
    ];
  });
  return [...rows.flatMap((row, at) => rowFindings(input, row, at)), ...twice];
}
