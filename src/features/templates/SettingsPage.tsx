import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { serverQuery } from '../../api/server.ts';
import { settingsQuery } from '../../api/settings.ts';
import { paths } from '../../paths.ts';
import { EditorLoading } from './EditorLoading.tsx';
import { SettingsForm } from './SettingsForm.tsx';

/** The system-wide rules: what counts wherever a template or an enrollment pattern sets nothing. */
export default function SettingsPage(): ReactElement {
  const server = useQuery(serverQuery());
  const patterns = server.data?.abilities.enrollmentPatterns;
  const settings = useQuery({ ...settingsQuery(patterns ?? false), enabled: patterns !== undefined });
  if (patterns === undefined || settings.data === undefined) {
    return (
      <EditorLoading
        title="System-wide rules"
        what="the system-wide rules"
        error={settings.error ?? server.error}
        onRetry={() => {
          if (patterns === undefined) void server.refetch();
          else void settings.refetch();
        }}
        backTo={paths.templates()}
        backLabel="Open the list of templates"
      />
    );
  }
  return <SettingsForm latest={settings.data} enrollmentPatterns={patterns} />;
}
