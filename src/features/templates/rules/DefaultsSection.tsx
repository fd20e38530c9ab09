import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { subjectPartsQuery } from '../../../api/subjectParts.ts';
import { Rows, type RowColumn } from '../../../form/Rows.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useEditor } from '../editorContext.ts';
import { defaultsFromWire, newDefaultRow } from './defaultsForm.ts';
import { subjectPartColumn, subjectPartOf } from './subjectPartColumn.ts';

/** The values that parts of the subject start with. */
export function DefaultsSection(): ReactElement {
  const { kind, document, enrollmentPatterns } = useEditor();
  const parts = useQuery(subjectPartsQuery(enrollmentPatterns));
  const columns = useMemo<RowColumn[]>(() => {
    return [
      subjectPartColumn(parts.data, defaultsFromWire(kind, document)),
      { name: 'value', label: 'Default value', placeholder: 'Not set' },
    ];
  }, [kind, document, parts.data]);
  return (
    <Section
      id="defaults"
      title="Defaults"
      hint="Enrollment in this app starts with these values. The server’s Subject Format setting does not reach enrollments through the API, which is what this app uses."
    >
      {parts.error && <p>The server’s list of subject parts could not be read; only the parts in use can be chosen.</p>}
      <Rows
        name="defaults"
        label="Defaults"
        columns={columns}
        newRow={newDefaultRow}
        addLabel="Add default"
        rowLabel={subjectPartOf}
        duplicable
        empty="No default is set here."
      />
    </Section>
  );
}
