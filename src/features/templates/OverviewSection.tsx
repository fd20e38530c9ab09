import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { isDocument } from '../../api/wireDocument.ts';
import { paths } from '../../paths.ts';
import { Facts } from '../../ui/Facts.tsx';
import { FoldedList } from '../../ui/FoldedList.tsx';
import { Section } from '../../ui/Section.tsx';
import { useEditor } from './editorContext.ts';
import { overviewFacts, templateTitle } from './templateFacts.ts';

/** What the certificate authority and Command say about a template. */
export function TemplateOverview(): ReactElement {
  const { document } = useEditor();
  return (
    <Section id="overview" title="Overview" hint="What the certificate authority and Command say; not changed here.">
      <Facts
        items={overviewFacts(document).map(({ long, ...fact }) =>
          long === undefined ? fact : { ...fact, value: <FoldedList items={long} what={fact.label.toLowerCase()} /> },
        )}
      />
    </Section>
  );
}

/** Whose pattern this is. */
export function PatternOverview(): ReactElement {
  const { document, templateId } = useEditor();
  const template = document['Template'];
  const name = isDocument(template) ? templateTitle(template) : '';
  const id = typeof document['Id'] === 'number' ? String(document['Id']) : '';
  return (
    <Section id="overview" title="Overview">
      <Facts
        items={[
          {
            label: 'Template',
            value: templateId === null ? name : <Link to={paths.template(templateId)}>{name}</Link>,
            help: 'A pattern never moves to another template.',
          },
          ...(isDocument(template) && template['RequiresApproval'] === true
            ? [{ label: 'Approval by the CA', value: 'Required' }]
            : []),
          ...(id === '' ? [] : [{ label: 'Id', value: id, mono: true, copy: id }]),
        ]}
      />
    </Section>
  );
}
