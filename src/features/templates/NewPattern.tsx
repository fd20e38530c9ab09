import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useSearchParams } from 'react-router';
import { patternsOfTemplateQuery } from '../../api/patterns.ts';
import { settingsQuery } from '../../api/settings.ts';
import { templateQuery } from '../../api/templates.ts';
import { paths } from '../../paths.ts';
import { ChooseTemplate } from './ChooseTemplate.tsx';
import { EditorLoading } from './EditorLoading.tsx';
import { NewPatternForm } from './NewPatternForm.tsx';
import { readRouteId } from './routeId.ts';

/** A new enrollment pattern: first whose, then the editor that every pattern has. */
export default function NewPattern(): ReactElement {
  const [params] = useSearchParams();
  const id = readRouteId(params.get('template') ?? undefined);
  return id === null ? <ChooseTemplate /> : <ForTemplate key={id} id={id} />;
}

function ForTemplate({ id }: { id: number }): ReactElement {
  const template = useQuery(templateQuery(id));
  const patterns = useQuery(patternsOfTemplateQuery(id));
  const settings = useQuery(settingsQuery(true));
  const failed = template.error ?? patterns.error ?? settings.error;
  if (template.data === undefined || patterns.data === undefined || settings.data === undefined) {
    return (
      <EditorLoading
        title="New enrollment pattern"
        what="the template"
        error={failed}
        onRetry={() => void Promise.all([template.refetch(), patterns.refetch(), settings.refetch()])}
        backTo={paths.newPattern()}
        backLabel="Choose another template"
      />
    );
  }
  return (
    <NewPatternForm template={template.data} settings={settings.data} first={patterns.data.length === 0} id={id} />
  );
}
