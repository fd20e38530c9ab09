import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, type ReactElement, type ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { subjectPartsQuery } from '../../../api/subjectParts.ts';
import { regexAdvice } from '../../../domain/regexAdvice.ts';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { useEditor, type EditorFacts } from '../editorContext.ts';
import { regexesTellCase } from '../rules/ruleMembers.ts';
import { AttemptList } from './AttemptList.tsx';
import { refusalSentences, repeatsServer } from './sentences.ts';

const Frame = styled('div')(({ theme }) => ({
  padding: '8px 12px',
  borderLeft: `2px solid ${theme.palette.divider}`,
  minWidth: 0,
}));
const Title = styled('p')({ margin: '8px 0 2px', fontWeight: 600, '&:first-of-type': { marginTop: 0 } });
const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 0, '& li': { padding: '1px 0' } });
const Quiet = styled('p')(({ theme }) => ({ margin: '0 0 2px', color: theme.palette.text.secondary }));
const Server = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary }));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The document whose samples are kept together; null for one that is not stored yet. */
function scopeOf({ kind, document }: EditorFacts): string | null {
  if (kind === 'settings') return 'system-wide rules';
  const id = document['Id'];
  return typeof id === 'number' ? `${kind} ${id}` : null;
}

/** A regex at work: values to try, remarks, and the sentence that an enroller reads. Advice only, outside the form. */
export default function RegexLab({ path }: { path: string }): ReactElement {
  const editor = useEditor();
  const row = useWatch({ name: [`${path}.subjectPart`, `${path}.regex`, `${path}.error`, `${path}.caseSensitive`] });
  const part = textOf(row[0]);
  const pattern = useDeferredValue(textOf(row[1]));
  const message = useDeferredValue(textOf(row[2]));
  const tellsCase = regexesTellCase(editor.kind, editor.document);
  const advice = useMemo(() => regexAdvice(pattern), [pattern]);
  return (
    <Frame>
      <Title>Values to try</Title>
      <AttemptList
        scope={scopeOf(editor)}
        part={part}
        rowName={part === '' ? `row ${Number(path.split('.').at(-1)) + 1}` : part}
        pattern={pattern}
        caseSensitive={tellsCase ? row[3] === true : undefined}
      />
      {advice.length > 0 && (
        <>
          <Title>Remarks on the expression</Title>
          <List>
            {advice.map(({ code, words, at }) => (
              <li key={words}>
                <StatusMark
                  kind={code === 'invalid' ? 'error' : code === 'unjudged' || code === 'blank' ? 'info' : 'warning'}
                  text={at === undefined ? words : `${words} (character ${at + 1})`}
                />
              </li>
            ))}
          </List>
        </>
      )}
      {part !== '' && pattern !== '' && (
        <Refusal part={part} message={message} enrollmentPatterns={editor.enrollmentPatterns} />
      )}
    </Frame>
  );
}

interface RefusalProps {
  part: string;
  message: string;
  enrollmentPatterns: boolean;
}

function Refusal({ part, message, enrollmentPatterns }: RefusalProps): ReactNode {
  const parts = useQuery(subjectPartsQuery(enrollmentPatterns));
  const label = parts.data?.find(({ code }) => code === part)?.label ?? part;
  return (
    <>
      <Title>What an enroller reads when a value is refused</Title>
      <Quiet>The server puts its own words, up to the colon, before the message; these two wordings are known.</Quiet>
      <List>
        {refusalSentences(part, label, message).map((sentence) => (
          <li key={sentence.server}>
            “<Server>{sentence.server}</Server>
            {message !== '' && ` ${sentence.message}`}”
          </li>
        ))}
      </List>
      {message === '' && <Quiet>No message is set, so nothing follows the server’s words.</Quiet>}
      {repeatsServer(part, label, message) && (
        <StatusMark kind="warning" text="The message says again what the server says before it." />
      )}
    </>
  );
}
