import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { Link } from 'react-router';
import { patternBody } from '../../api/patternBody.ts';
import { fetchPattern, keepPattern, savePattern } from '../../api/patterns.ts';
import { isDocument, rowsOf, textOf, type WireDocument } from '../../api/wireDocument.ts';
import { Form } from '../../form/Form.tsx';
import { TextField } from '../../form/TextField.tsx';
import { paths } from '../../paths.ts';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { EditorFrame, type EditorSection } from './EditorFrame.tsx';
import { fromWire, hasCaseSensitivity, patternSchema, toWire } from './patternForm.ts';
import { regexesFromWire } from './regexForm.ts';
import { RegexRows } from './RegexRows.tsx';
import { patternRuleFacts } from './ruleFacts.ts';
import { ruleSectionItems, RuleSections } from './RuleSections.tsx';
import type { SaveTarget } from './saveFlow.ts';
import { ServerMoved } from './ServerMoved.tsx';
import { enrollmentTypeFacts, templateTitle } from './templateFacts.ts';
import { useSaveFlow } from './useSaveFlow.ts';

function overview(pattern: WireDocument, id: number): Fact[] {
  const template = pattern['Template'];
  const authorities = rowsOf(pattern['CertificateAuthorities']).map((authority) => textOf(authority['LogicalName']));
  const templateId = isDocument(template) && typeof template['Id'] === 'number' ? template['Id'] : null;
  const name = isDocument(template) ? templateTitle(template) : '';
  return [
    {
      label: 'Template',
      value: templateId === null ? name : <Link to={paths.template(templateId)}>{name}</Link>,
      help: 'A pattern never moves to another template.',
    },
    {
      label: 'Default of its template',
      value: pattern['TemplateDefault'] === true ? 'Yes' : 'No',
      help: 'Requests that name only the template use its default pattern.',
    },
    {
      label: 'Certificate authorities',
      value: pattern['RestrictCAs'] === true ? `Only ${authorities.join(', ')}` : 'All that serve the template',
    },
    { label: 'Id', value: String(id), mono: true, copy: String(id) },
  ];
}

interface PatternFormProps {
  id: number;
  /** What the last read gave; the form starts from the first one and never follows it by itself. */
  latest: WireDocument;
}

/** The editor of an enrollment pattern that has been read. */
export function PatternForm({ id, latest }: PatternFormProps): ReactElement {
  const [base, setBase] = useState(latest);
  const client = useQueryClient();
  const put = useMutation(savePattern());
  const form = useForm({ defaultValues: fromWire(base), resolver: zodResolver(patternSchema), mode: 'onTouched' });
  const target: SaveTarget = {
    get: () => fetchPattern(id),
    put: (body) => put.mutateAsync({ id, body }),
    project: patternBody,
  };
  const load = (document: WireDocument) => {
    setBase(document);
    form.reset(fromWire(document));
    keepPattern(client, id, document);
  };
  const save = useSaveFlow(target, load);

  const regexes = useMemo(() => regexesFromWire(base['Regexes']), [base]);
  const facts = useMemo(() => patternRuleFacts(base), [base]);
  const sections: EditorSection[] = [
    { id: 'overview', label: 'Overview' },
    { id: 'naming', label: 'Naming', members: ['Name', 'Description'] },
    { id: 'enrollment-types', label: 'Enrollment types' },
    { id: 'regexes', label: 'Regexes', list: 'regexes', members: ['Regexes'] },
    ...ruleSectionItems(facts),
    { id: 'raw', label: 'Raw JSON' },
  ];
  return (
    <Page
      title={textOf(base['Name']) || `Enrollment pattern ${id}`}
      subtitle="Enrollment pattern"
      banner={
        <ServerMoved
          form={form}
          base={base}
          latest={latest}
          project={patternBody}
          what="enrollment pattern"
          onLoad={() => load(latest)}
        />
      }
    >
      <Form
        form={form}
        label="Enrollment pattern"
        onSubmit={form.handleSubmit((values) => save.start(base, toWire(base, values)))}
      >
        <EditorFrame
          form={form}
          base={base}
          toWire={toWire}
          target={target}
          save={save}
          sections={sections}
          onReset={() => form.reset(fromWire(base))}
          what="enrollment pattern"
          request={`PUT /EnrollmentPatterns/${id}`}
          fileName={`enrollment-pattern-${id}-before`}
        >
          <Section id="overview" title="Overview">
            <Facts items={overview(base, id)} />
          </Section>
          <Section id="naming" title="Naming">
            <TextField name="name" label="Name" required />
            <TextField name="description" label="Description" multiline rows={2} />
          </Section>
          <Section id="enrollment-types" title="Enrollment types" hint="Read-only in this version.">
            <Facts items={enrollmentTypeFacts(base)} />
          </Section>
          <Section
            id="regexes"
            title="Regexes"
            hint="What a part of the subject must look like. The server judges with .NET’s regex engine; the verdict here is advice."
          >
            <RegexRows loaded={regexes} enrollmentPatterns caseSensitive={hasCaseSensitivity(base)} />
          </Section>
          <RuleSections facts={facts} />
          <Section id="raw" title="Raw JSON" hint="The document as the server sent it, read-only.">
            <CodeBlock text={JSON.stringify(base, null, 2)} label="document as the server sent it" copy />
          </Section>
        </EditorFrame>
      </Form>
    </Page>
  );
}
