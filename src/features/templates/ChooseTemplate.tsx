import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { explainPage } from '../../api/errors.ts';
import { whyNot } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import { allTemplatesQuery } from '../../api/templates.ts';
import { Form } from '../../form/Form.tsx';
import { PickerField } from '../../form/PickerField.tsx';
import { paths } from '../../paths.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { LookOnly } from './LookOnly.tsx';

/** The first step of a new enrollment pattern: its template, which can never change. */
export function ChooseTemplate(): ReactElement {
  const templates = useQuery(allTemplatesQuery());
  const navigate = useNavigate();
  const form = useForm<{ template: number | null }>({ defaultValues: { template: null } });
  const options = (templates.data ?? []).map(({ id, name, shortName, tenant }) => ({
    value: id,
    label: name,
    hint: [shortName === name ? '' : shortName, tenant].filter((part) => part !== '').join(', '),
  }));
  const closed = whyNot(useQuery(meQuery()).data, 'patterns');
  return (
    <Page title="New enrollment pattern">
      {closed !== undefined && <LookOnly act="patterns" isNew />}
      <Form form={form} label="New enrollment pattern" onSubmit={() => undefined}>
        <Section id="template" title="Template">
          {templates.error && (
            <ErrorNotice error={explainPage(templates.error)} onRetry={() => void templates.refetch()} />
          )}
          <PickerField
            name="template"
            label="Template"
            required
            options={options}
            loading={templates.isPending}
            help="A pattern belongs to one template for good. The editor opens when one is chosen; nothing is created before you review and save."
            onPicked={(id) => {
              if (typeof id === 'number') void navigate(paths.newPattern(id));
            }}
          />
        </Section>
      </Form>
    </Page>
  );
}
