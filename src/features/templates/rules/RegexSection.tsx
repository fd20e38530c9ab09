import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, type ReactElement } from 'react';
import { subjectPartsQuery } from '../../../api/subjectParts.ts';
import { Rows, type RowColumn } from '../../../form/Rows.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useEditor } from '../editorContext.ts';
import { newRegexRow, regexesFromWire } from './regexForm.ts';
import { regexesTellCase, ruleMembers } from './ruleMembers.ts';
import { subjectPartColumn, subjectPartOf } from './subjectPartColumn.ts';

const RegexLab = lazy(() => import('../regex/RegexLab.tsx'));

const lab = (path: string) => (
  <Suspense fallback={<Loading what="the regex lab" />}>
    <RegexLab path={path} />
  </Suspense>
);

/** What parts of the subject must look like: the expression as it is, the message, and a lab to try values in. */
export function RegexSection(): ReactElement {
  const { kind, document, enrollmentPatterns } = useEditor();
  const parts = useQuery(subjectPartsQuery(enrollmentPatterns));
  const tellsCase = regexesTellCase(kind, document);
  const columns = useMemo<RowColumn[]>(() => {
    const base: RowColumn[] = [
      subjectPartColumn(parts.data, regexesFromWire(document[ruleMembers(kind, document).regexes])),
      { name: 'regex', label: 'Regex', mono: true, width: 'minmax(0, 3fr)', placeholder: 'Empty: no rule' },
      { name: 'error', label: 'Error message', width: 'minmax(0, 2fr)' },
    ];
    return tellsCase ? [...base, { name: 'caseSensitive', label: 'Case sensitive', kind: 'switch', width: 100 }] : base;
  }, [kind, document, parts.data, tellsCase]);
  return (
    <Section
      id="regexes"
      title="Regexes"
      hint="What a part of the subject must look like. The server judges with .NET’s regex engine; the verdict here is advice."
    >
      {parts.error && <p>The server’s list of subject parts could not be read; only the parts in use can be chosen.</p>}
      <Rows
        name="regexes"
        label="Regexes"
        columns={columns}
        newRow={newRegexRow}
        addLabel="Add regex"
        rowLabel={subjectPartOf}
        details={lab}
        detailsLabel="Try values"
        duplicable
        empty="No regex is set here."
      />
    </Section>
  );
}
