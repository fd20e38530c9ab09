import type { ReactElement } from 'react';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { Fold } from './Fold.tsx';
import type { SentRequest } from './sent.ts';

/** The call that will be made, secrets masked, folded away for who wants to see it. */
export function ExactRequest({ post }: { post: SentRequest['post'] }): ReactElement {
  const headers = Object.entries(post.headers).map(([name, value]) => `${name}: ${value}`);
  const text = [`${post.method} ${post.path}`, ...headers, '', JSON.stringify(post.body, null, 2)].join('\n');
  return (
    <Fold title="Exact call to the server">
      <p>What is sent, with secrets left out. Timestamp is set when it is sent.</p>
      <CodeBlock text={text} label="Exact call" copy />
    </Fold>
  );
}
