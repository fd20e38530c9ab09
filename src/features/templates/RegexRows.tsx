import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { subjectPartsQuery } from '../../api/subjectParts.ts';
import { Rows, type RowColumn } from '../../form/Rows.tsx';
import { newRegexRow, type RegexRow } from './regexForm.ts';
import { RegexVerdict } from './RegexVerdict.tsx';

const rowLabel = (row: object) => ('subjectPart' in row ? String(row.subjectPart) : '');
const verdict = (path: string) => <RegexVerdict path={path} />;

export interface RegexRowsProps {
  /** The rows as loaded, so that their subject parts are offered even before the server's list has come. */
  loaded: readonly RegexRow[];
  /** Where the server's list of subject parts is found. */
  enrollmentPatterns: boolean;
  /** Left out where the server does not know case sensitivity. */
  caseSensitive: boolean;
}

/** The editable regexes: which part of the subject, the expression as it is, the message, and a value to try it on. */
export function RegexRows({ loaded, enrollmentPatterns, caseSensitive }: RegexRowsProps): ReactElement {
  const parts = useQuery(subjectPartsQuery(enrollmentPatterns));
  const columns = useMemo<RowColumn[]>(() => {
    const held = [...new Set(loaded.map((row) => row.subjectPart))].filter((part) => part !== '');
    const options = parts.data
      ? parts.data.map(({ code, label }) => ({ value: code, label: code === label ? code : `${label} (${code})` }))
      : held.map((part) => ({ value: part, label: part }));
    const base: RowColumn[] = [
      { name: 'subjectPart', label: 'Subject part', kind: 'select', options, width: 'minmax(120px, 190px)' },
      { name: 'regex', label: 'Regex', mono: true, width: 'minmax(0, 3fr)', placeholder: 'Empty: no rule' },
      { name: 'error', label: 'Error message', width: 'minmax(0, 2fr)' },
    ];
    return caseSensitive
      ? [...base, { name: 'caseSensitive', label: 'Case sensitive', kind: 'switch', width: 100 }]
      : base;
  }, [parts.data, loaded, caseSensitive]);
  return (
    <>
      {parts.error && <p>The server’s list of subject parts could not be read; only the parts in use can be chosen.</p>}
      <Rows
        name="regexes"
        label="Regexes"
        columns={columns}
        newRow={newRegexRow}
        addLabel="Add regex"
        rowLabel={rowLabel}
        below={verdict}
        duplicable
        empty="No regex is set here."
      />
    </>
  );
}
