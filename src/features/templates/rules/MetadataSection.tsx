import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, type ReactElement } from 'react';
import { notPermitted } from '../../../api/errors.ts';
import { metadataFieldsQuery } from '../../../api/metadata.ts';
import { Rows, type RowColumn } from '../../../form/Rows.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useEditor } from '../editorContext.ts';
import { MetadataDefault, MetadataIdCell } from './MetadataDefault.tsx';
import { MetadataDetails, MetadataInherited } from './MetadataDetails.tsx';
import { metadataFromWire, metadataKnows, newMetadataRow } from './metadataForm.ts';
import { metadataChoices, metadataName, enrollmentUses } from './metadataWords.ts';

/** The metadata fields that are treated differently here: whether they are asked for, with which default and rules. */
export function MetadataSection(): ReactElement {
  const { kind, document, enrollmentPatterns } = useEditor();
  const { data, error } = useQuery(metadataFieldsQuery());
  const definitions = useMemo(() => data && new Map(data.map((field) => [field.metadataId, field])), [data]);
  const knows = useMemo(() => metadataKnows(kind, document, enrollmentPatterns), [kind, document, enrollmentPatterns]);
  const unread = data === undefined && error !== null;
  const columns = useMemo<RowColumn[]>(() => {
    const inUse = metadataFromWire(document).map((row) => row.metadataId);
    const width = 'minmax(0, 2fr)';
    return [
      unread
        ? {
            name: 'metadataId',
            label: 'Metadata field id',
            kind: 'custom',
            width,
            render: (path, rowName) => <MetadataIdCell path={path} rowName={rowName} />,
          }
        : {
            name: 'metadataId',
            label: 'Metadata field',
            kind: 'picker',
            width,
            options: metadataChoices(definitions, inUse),
          },
      { name: 'use', label: 'At enrollment', kind: 'select', options: enrollmentUses, width: 'minmax(130px, 1fr)' },
      {
        name: 'defaultValue',
        label: 'Default value',
        kind: 'custom',
        width,
        render: (path, rowName) => <MetadataDefault path={path} rowName={rowName} definitions={definitions} />,
      },
    ];
  }, [definitions, document, unread]);
  const rowLabel = useCallback(
    (row: object) => metadataName('metadataId' in row ? row.metadataId : null, definitions),
    [definitions],
  );
  const below = useCallback(
    (path: string) => <MetadataInherited path={path} definitions={definitions} />,
    [definitions],
  );
  const details = useCallback(
    (path: string) => <MetadataDetails path={path} definitions={definitions} knows={knows} />,
    [definitions, knows],
  );
  return (
    <Section id="metadata" title="Metadata" hint="Fields without a row here are asked for as they are defined.">
      {unread && (
        <p>
          The server’s list of metadata fields could not be read
          {notPermitted(error) ? ' (your roles do not permit it)' : ''}: fields are named by their id.
        </p>
      )}
      <Rows
        name="metadata"
        label="Metadata"
        columns={columns}
        newRow={newMetadataRow}
        addLabel="Add metadata field"
        rowLabel={rowLabel}
        below={below}
        details={details}
        detailsLabel={knows.choices ? 'Regex, message, choices' : 'Regex and message'}
        empty="No metadata field is treated differently here."
      />
    </Section>
  );
}
