import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import { templateBody } from '../../api/templateBody.ts';
import { fetchTemplate, keepTemplate, saveTemplate } from '../../api/templates.ts';
import { textOf, type WireDocument } from '../../api/wireDocument.ts';
import { Form } from '../../form/Form.tsx';
import { TextField } from '../../form/TextField.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { DefaultPatternNotice } from './DefaultPatternNotice.tsx';
import { EditorFrame, type EditorSection } from './EditorFrame.tsx';
import { regexesFromWire } from './regexForm.ts';
import { RegexFacts } from './RegexFacts.tsx';
import { RegexRows } from './RegexRows.tsx';
import { templateRuleFacts } from './ruleFacts.ts';
import { ruleSectionItems, RuleSections } from './RuleSections.tsx';
import type { SaveTarget } from './saveFlow.ts';
import { ServerMoved } from './ServerMoved.tsx';
import { cleanUpFacts, enrollmentTypeFacts, keyRetentionFacts, overviewFacts, templateTitle } from './templateFacts.ts';
import { friendlyNameLimit, fromWire, hasCaseSensitivity, templateSchema, toWire } from './templateForm.ts';
import { useSaveFlow } from './useSaveFlow.ts';

interface TemplateFormProps {
  id: number;
  /** What the last read gave; the form starts from the first one and never follows it by itself. */
  latest: WireDocument;
  enrollmentPatterns: boolean;
}

/** The editor of a template that has been read. */
export function TemplateForm({ id, latest, enrollmentPatterns }: TemplateFormProps): ReactElement {
  const [base, setBase] = useState(latest);
  const client = useQueryClient();
  const put = useMutation(saveTemplate());
  const schema = useMemo(() => templateSchema(base), [base]);
  const form = useForm({ defaultValues: fromWire(base), resolver: zodResolver(schema), mode: 'onTouched' });
  const target: SaveTarget = {
    get: () => fetchTemplate(id),
    put: put.mutateAsync,
    project: templateBody,
  };
  const load = (document: WireDocument) => {
    setBase(document);
    form.reset(fromWire(document));
    keepTemplate(client, id, document);
  };
  const save = useSaveFlow(target, load);

  const regexes = useMemo(() => regexesFromWire(base['TemplateRegexes']), [base]);
  const facts = useMemo(() => templateRuleFacts(base), [base]);
  const cleanUp = cleanUpFacts(base);
  const sections: EditorSection[] = [
    { id: 'overview', label: 'Overview' },
    { id: 'naming', label: 'Naming', members: ['FriendlyName'] },
    { id: 'enrollment-types', label: 'Enrollment types' },
    { id: 'key-retention', label: 'Key retention' },
    ...(cleanUp.length > 0 ? [{ id: 'clean-up', label: 'Clean-up' }] : []),
    { id: 'regexes', label: 'Regexes', list: 'regexes', members: ['TemplateRegexes'] },
    ...ruleSectionItems(facts),
    { id: 'raw', label: 'Raw JSON' },
  ];
  return (
    <Page
      title={templateTitle(base)}
      subtitle={textOf(base['CommonName'])}
      banner={
        <ServerMoved
          form={form}
          base={base}
          latest={latest}
          project={templateBody}
          what="template"
          onLoad={() => load(latest)}
        />
      }
    >
      <Form
        form={form}
        label="Template"
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
          what="template"
          request="PUT /Templates"
          fileName={`template-${id}-before`}
        >
          <Section
            id="overview"
            title="Overview"
            hint="What the certificate authority and Command say; not changed here."
          >
            <Facts items={overviewFacts(base)} />
          </Section>
          <Section id="naming" title="Naming">
            <TextField
              name="friendlyName"
              label="Friendly name"
              help={`Shown instead of the template name where people enroll; up to ${friendlyNameLimit} characters. Empty: the template name is shown.`}
            />
          </Section>
          {enrollmentPatterns && <DefaultPatternNotice templateId={id} />}
          <Section id="enrollment-types" title="Enrollment types" hint="Read-only in this version.">
            <Facts items={enrollmentTypeFacts(base)} />
          </Section>
          <Section id="key-retention" title="Key retention" hint="Read-only in this version.">
            <Facts items={keyRetentionFacts(base)} />
          </Section>
          {cleanUp.length > 0 && (
            <Section id="clean-up" title="Clean-up" hint="Read-only in this version.">
              <Facts items={cleanUp} />
            </Section>
          )}
          <Section
            id="regexes"
            title="Regexes"
            hint="What a part of the subject must look like. The server judges with .NET’s regex engine; the verdict here is advice."
          >
            {enrollmentPatterns ? (
              <RegexFacts rows={regexes} />
            ) : (
              <RegexRows loaded={regexes} enrollmentPatterns={false} caseSensitive={hasCaseSensitivity(base)} />
            )}
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
