import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useParams } from 'react-router';
import { ApiError } from '../../api/errors.ts';
import { patternQuery } from '../../api/patterns.ts';
import { paths } from '../../paths.ts';
import { EditorLoading } from './EditorLoading.tsx';
import { PatternForm } from './PatternForm.tsx';
import { readRouteId } from './routeId.ts';

/** One enrollment pattern: what is in force, and the form to change it. */
export default function PatternEditor(): ReactElement {
  const id = readRouteId(useParams()['id']);
  const pattern = useQuery({ ...patternQuery(id ?? 0), enabled: id !== null });
  if (id === null || pattern.data === undefined) {
    return (
      <EditorLoading
        title="Enrollment pattern"
        what="the enrollment pattern"
        error={id === null ? new ApiError({ kind: 'http', status: 404 }) : pattern.error}
        onRetry={() => {
          if (id !== null) void pattern.refetch();
        }}
        backTo={paths.patterns()}
        backLabel="Open the list of enrollment patterns"
      />
    );
  }
  return <PatternForm key={id} id={id} latest={pattern.data} />;
}
