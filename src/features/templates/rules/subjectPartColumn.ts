import type { SubjectPart } from '../../../api/subjectParts.ts';
import type { RowColumn } from '../../../form/Rows.tsx';

/** More parts than this are searched by typing: a native list of thousands is slow to draw in each row. */
const listedAtMost = 50;

/** The column for the part of the subject: the server's parts or, while they are not known, those in use. */
export function subjectPartColumn(
  parts: readonly SubjectPart[] | undefined,
  rows: readonly { subjectPart: string }[],
): RowColumn {
  const inUse = new Set(rows.map((row) => row.subjectPart).filter((part) => part !== ''));
  const options = parts
    ? parts.map(({ code, label }) => ({ value: code, label: code === label ? code : `${label} (${code})` }))
    : [...inUse].map((part) => ({ value: part, label: part }));
  return {
    name: 'subjectPart',
    label: 'Subject part',
    kind: options.length > listedAtMost ? 'picker' : 'select',
    options,
    width: 'minmax(120px, 190px)',
  };
}

/** What a row about a part of the subject is called. */
export const subjectPartOf = (row: object): string => ('subjectPart' in row ? String(row.subjectPart) : '');
