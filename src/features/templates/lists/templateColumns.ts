import type { PatternRow } from '../../../api/patterns.ts';
import type { TemplateRow } from '../../../api/templates.ts';
import { enrollTypesText } from '../../../domain/enrollTypes.ts';
import type { Column } from '../../../ui/columns.ts';
import { keyRetentionWords } from '../templateWords.ts';

/** The server's text can exceed 1,500 characters; a cell shows its start, the title all of it. */
const shownKeyTypes = 60;

const columns: readonly Column<TemplateRow>[] = [
  { key: 'name', header: 'Name', minWidth: 150, sortField: 'DisplayName', text: (row) => row.name },
  {
    key: 'shortName',
    header: 'Short name',
    width: 165,
    mono: true,
    sortField: 'CommonName',
    hideBelow: 700,
    text: (row) => row.shortName,
  },
  {
    key: 'tenant',
    header: 'Tenant',
    width: 145,
    sortField: 'ConfigurationTenant',
    hideBelow: 740,
    text: (row) => row.tenant,
  },
  {
    key: 'types',
    header: 'Enrollment types',
    width: 180,
    sortsHere: true,
    text: (row) => enrollTypesText(row.enrollmentTypes),
  },
  {
    key: 'retention',
    header: 'Key retention',
    width: 210,
    sortsHere: true,
    hideBelow: 1000,
    text: (row) => keyRetentionWords(row.keyRetention),
  },
  {
    key: 'keyTypes',
    header: 'Key types',
    width: 130,
    sortsHere: true,
    hideBelow: 1150,
    title: (row) => row.keyTypes,
    text: (row) => (row.keyTypes.length > shownKeyTypes ? `${row.keyTypes.slice(0, shownKeyTypes)}…` : row.keyTypes),
  },
  {
    key: 'approval',
    header: 'Approval',
    width: 116,
    sortsHere: true,
    hideBelow: 850,
    text: (row) => (row.requiresApproval ? 'Required' : 'No'),
  },
  {
    key: 'id',
    header: 'Id',
    width: 90,
    align: 'end',
    sortsHere: true,
    optional: true,
    text: (row) => String(row.id),
    sortValue: (row) => row.id,
  },
];

/** What gives way to the column of patterns, below these widths (px). */
const hiddenForPatterns: Readonly<Record<string, number>> = { approval: 1280, keyTypes: 1420 };

/** The enrollment patterns of a template in short: the default one, and how many more. */
export function patternsText(patterns: readonly PatternRow[]): string {
  const [first] = patterns;
  if (first === undefined) return 'None';
  if (!first.isDefault) return `${patterns.length}, no default`;
  return patterns.length === 1 ? first.name : `${first.name} + ${patterns.length - 1} more`;
}

/** Every enrollment pattern of a template with what it allows. */
function patternsTitle(patterns: readonly PatternRow[]): string {
  return patterns
    .map(({ name, isDefault, enrollmentTypes }) => {
      const types = enrollTypesText(enrollmentTypes);
      return `${name}${isDefault ? ' (default)' : ''}: ${types}`;
    })
    .join('\n');
}

/**
 * The columns of the list of templates. `patterns` are those of each template: undefined while they are read, null on a
 * server without them or where they are not shown.
 */
export function templateColumns(
  patterns: ReadonlyMap<number, readonly PatternRow[]> | null | undefined,
): readonly Column<TemplateRow>[] {
  if (patterns === null) return columns;
  const of = (row: TemplateRow) => patterns?.get(row.id) ?? [];
  const added: Column<TemplateRow> = {
    key: 'patterns',
    header: 'Enrollment patterns',
    width: 210,
    sortsHere: true,
    hideBelow: 1120,
    text: (row) => (patterns ? patternsText(of(row)) : ''),
    title: (row) => (patterns ? patternsTitle(of(row)) || 'Nothing can be enrolled without an enrollment pattern' : ''),
    sortValue: (row) => of(row).length,
  };
  return columns.flatMap((column) => {
    if (column.key === 'types') return [column, added];
    const hideBelow = hiddenForPatterns[column.key];
    return [hideBelow === undefined ? column : { ...column, hideBelow }];
  });
}
