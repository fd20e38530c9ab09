import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { fetchSettings, keepSettings, rightForSettings, saveSettings } from '../../api/settings.ts';
import type { WireDocument } from '../../api/wireDocument.ts';
import { DocumentEditor } from './DocumentEditor.tsx';
import { editorSections as at } from './editorSections.ts';
import { RawSection } from './RawSection.tsx';
import { DefaultsSection } from './rules/DefaultsSection.tsx';
import { PolicySection } from './rules/PolicySection.tsx';
import { RegexSection } from './rules/RegexSection.tsx';
import { settingsKind } from './settingsKind.ts';

const sections = [at.regexes, at.defaults, at.policy, at.raw];
const title = () => 'System-wide rules';

/** The editor of the system-wide rules that have been read. */
export function SettingsForm(props: { latest: WireDocument; enrollmentPatterns: boolean }): ReactElement {
  const { latest, enrollmentPatterns } = props;
  const client = useQueryClient();
  const put = useMutation(saveSettings(enrollmentPatterns));
  return (
    <DocumentEditor
      kind={settingsKind}
      act={rightForSettings(enrollmentPatterns)}
      latest={latest}
      target={{ get: () => fetchSettings(enrollmentPatterns), put: put.mutateAsync }}
      onStored={(stored) => keepSettings(client, enrollmentPatterns, stored)}
      title={title}
      subtitle={() =>
        `They count wherever ${enrollmentPatterns ? 'an enrollment pattern' : 'a template'} sets nothing, and for certificate authorities without templates.`
      }
      facts={{ templateId: null, enrollmentPatterns }}
      sections={sections}
      request={() => (enrollmentPatterns ? 'PUT /EnrollmentPatterns/Settings' : 'PUT /Templates/Settings')}
      fileName="system-wide-rules-before"
    >
      <RegexSection />
      <DefaultsSection />
      <PolicySection />
      <RawSection />
    </DocumentEditor>
  );
}
