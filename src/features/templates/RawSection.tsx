import type { ReactElement } from 'react';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { Section } from '../../ui/Section.tsx';
import { useEditor } from './editorContext.ts';

/** The document as the server sent it. It holds no secrets. */
export function RawSection(): ReactElement {
  const { document } = useEditor();
  return (
    <Section id="raw" title="Raw JSON" hint="The document as the server sent it, read-only.">
      <CodeBlock text={JSON.stringify(document, null, 2)} label="document as the server sent it" copy />
    </Section>
  );
}
