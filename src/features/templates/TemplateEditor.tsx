import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { ApiError } from '../../api/errors.ts';
import { serverQuery } from '../../api/server.ts';
import { templateQuery } from '../../api/templates.ts';
import { paths } from '../../paths.ts';
import { EditorLoading } from './EditorLoading.tsx';
import { readRouteId } from './routeId.ts';
import { TemplateForm } from './TemplateForm.tsx';

/** One certificate template: what is in force, and the form to change it. */
export default function TemplateEditor(): ReactElement {
  const id = readRouteId(useParams()['id']);
  const server = useQuery(serverQuery());
  const template = useQuery({ ...templateQuery(id ?? 0), enabled: id !== null });
  const failure = id === null ? new ApiError({ kind: 'http', status: 404 }) : (template.error ?? server.error);
  if (id === null || template.data === undefined || server.data === undefined) {
    return (
      <EditorLoading
        title="Template"
        what="the template"
        error={failure}
        onRetry={() => {
          void server.refetch();
          if (id !== null) void template.refetch();
        }}
        backTo={paths.templates()}
        backLabel="Open the list of templates"
      />
    );
  }
  const { enrollmentPatterns } = server.data.abilities;
  return <TemplateForm key={id} id={id} latest={template.data} enrollmentPatterns={enrollmentPatterns} />;
}
