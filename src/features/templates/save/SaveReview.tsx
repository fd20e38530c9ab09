import { styled } from '@mui/material/styles';
import { useEffect, useId, useRef, type ReactElement } from 'react';
import { explain } from '../../../api/errors.ts';
import type { WireDocument } from '../../../api/wireDocument.ts';
import type { Json } from '../../../domain/merge.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ChangeList } from '../../../ui/ChangeList.tsx';
import { CodeBlock } from '../../../ui/CodeBlock.tsx';
import { EnvironmentTag } from '../../../ui/EnvironmentTag.tsx';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { reasonWords, WaysOut } from '../../../ui/reasonWays.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useEditor } from '../editorContext.ts';
import { LookOnly } from '../LookOnly.tsx';
import { useNames } from '../useNames.ts';
import { inWords, memberText, whatOf, type Names } from './changeWords.ts';
import { unkeyed, wireName } from './keyedRows.ts';
import { saveDocument } from './saveDocument.ts';
import { plannedChanges, requestBody, type Clash, type Review, type SaveTarget } from './saveFlow.ts';
import { countWords, failureWords } from './saveWords.ts';
import type { Revert, SaveControls, SaveState } from './useSaveFlow.ts';

const Stack = styled('div')({ display: 'grid', gap: 12, marginBottom: 16 });
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 });
const Choice = styled('label')({
  display: 'flex',
  gap: 8,
  alignItems: 'baseline',
  padding: '4px 0',
  overflowWrap: 'anywhere',
});
const Asked = styled('fieldset')(({ theme }) => ({
  margin: '0 0 8px',
  padding: '4px 12px 8px',
  border: `1px solid ${theme.palette.divider}`,
  borderRadius: 'var(--radius)',
  minWidth: 0,
}));
const Summary = styled('summary')({ cursor: 'pointer', padding: '4px 0' });

export interface SaveReviewProps {
  state: Extract<SaveState, { phase: 'review' }>;
  controls: SaveControls;
  target: Pick<SaveTarget, 'project'>;
  /** "template", "enrollment pattern". */
  what: string;
  /** First line of the request: "PUT /Templates". */
  request: (body: WireDocument) => string;
  /** File name of the previous document, without the ending. */
  fileName: string | null;
}

/** What a save will do, before it is done: changes, clashes, the other person's changes, the exact request. */
export function SaveReview({ state, controls, target, what, request, fileName }: SaveReviewProps): ReactElement {
  const { review, answers, busy, revert } = state;
  const { act, closed } = useEditor();
  const names = useNames();
  const planned = plannedChanges(target, review, answers);
  const body = requestBody(target, review, answers);
  const open = review.clashes.filter((clash) => answers[clash.key] === undefined).length;
  const failure = state.error === null ? failureWords(state.outcome, what) : explain(state.error);
  const top = useRef<HTMLDivElement>(null);
  const focused = useRef<Review | null>(null);
  useEffect(() => {
    if (focused.current === review) return;
    focused.current = review;
    top.current?.querySelector('h2')?.focus();
    top.current?.scrollIntoView({ block: 'nearest' });
  });
  const nothing = open === 0 && planned.length === 0;
  const reason =
    closed ??
    (open > 0
      ? `Decide on ${open === 1 ? 'the clash' : `the ${open} clashes`} first`
      : nothing
        ? 'Nothing would change'
        : undefined);
  return (
    <div ref={top}>
      {review.moved && (
        <Stack>
          <Notice kind="warning" title={`The ${what} has changed on the server since you reviewed it`}>
            Nothing was saved. This review is against what the server holds now.
          </Notice>
        </Stack>
      )}
      {revert !== null && <RevertNotice revert={revert} checked={review.fresh['Id'] !== undefined} />}
      <Section
        id="review"
        title={open > 0 ? 'Review the changes and decide' : 'Review the changes'}
        count={planned.length}
      >
        {review.clashes.map((clash) => (
          <ClashChoice
            key={clash.key}
            clash={clash}
            chosen={answers[clash.key]}
            names={names}
            onChoose={(choice) => controls.answer(clash.key, choice)}
          />
        ))}
        {nothing ? (
          <>
            <p>
              {revert === null
                ? review.clashes.length > 0
                  ? 'Nothing is left of your changes: the server keeps what it holds.'
                  : 'The server already holds what this page shows.'
                : 'The server already holds what the file says.'}
            </p>
            <ActionButton onClick={controls.adopt}>Show what the server holds</ActionButton>
          </>
        ) : (
          <ChangeList changes={inWords(planned, names)} />
        )}
      </Section>
      {review.theirs.length > 0 && (
        <Section
          id="theirs"
          title="Changed by somebody else"
          count={review.theirs.length}
          hint="These came to the server after you opened this page. They stay as they are."
        >
          <ChangeList changes={inWords(review.theirs, names)} />
        </Section>
      )}
      <Section id="request" title="The exact request">
        <details>
          <Summary>
            {body === null
              ? 'Known once the clashes are decided'
              : `${request(body)}: every setting is sent, because the server clears what is left out`}
          </Summary>
          <CodeBlock
            label="request body"
            copy
            text={
              body === null
                ? 'Decide on the clashes to see the request.'
                : `${request(body)}\n\n${JSON.stringify(body, null, 2)}`
            }
          />
        </details>
      </Section>
      <Stack>
        {failure ? (
          <ErrorNotice error={failure} {...(closed !== undefined && { actions: <WaysOut reason={closed} /> })} />
        ) : (
          closed !== undefined && <LookOnly act={act} />
        )}
        <Buttons>
          <ActionButton kind="primary" busy={busy} disabledReason={reason} onClick={() => void controls.confirm()}>
            {planned.length === 0 ? 'Save changes' : `Save ${countWords(planned.length)}`}
          </ActionButton>
          <ActionButton onClick={controls.back} disabledReason={busy ? 'Wait for the answer' : undefined}>
            Back to editing
          </ActionButton>
          {fileName !== null && (
            <ActionButton kind="quiet" onClick={() => saveDocument(review.fresh, fileName)}>
              Download the previous document
            </ActionButton>
          )}
          <EnvironmentTag />
          {reason !== undefined && <span>{reasonWords(reason)}</span>}
          <output>{busy ? 'Saving …' : ''}</output>
        </Buttons>
      </Stack>
    </div>
  );
}

function RevertNotice({ revert, checked }: { revert: Revert; checked: boolean }): ReactElement {
  const { file, kept, left } = revert;
  return (
    <Stack>
      <Notice kind="info" title={`This puts back what the file ${file} holds`}>
        {!checked && <p>System-wide rules have no id: whether the file is from this server is not known here.</p>}
        {kept.length > 0 && <p>Not in the file, so they stay as they are on the server: {kept.join(', ')}.</p>}
        {left.length > 0 && <p>In the file, but no longer on the server, so they are not sent: {left.join(', ')}.</p>}
      </Notice>
    </Stack>
  );
}

interface ClashChoiceProps {
  clash: Clash;
  chosen: 'mine' | 'theirs' | undefined;
  names: Names;
  onChoose: (choice: 'mine' | 'theirs') => void;
}

function ClashChoice({ clash, chosen, names, onChoose }: ClashChoiceProps): ReactElement {
  const group = useId();
  const path = clash.path.map(wireName);
  const told = (value: Json | undefined) =>
    memberText(path, value === undefined ? undefined : unkeyed(value, undefined, clash.path.at(-1)), names) ??
    'removed';
  const offer = (choice: 'mine' | 'theirs', words: string) => (
    <Choice>
      <input type="radio" name={group} checked={chosen === choice} onChange={() => onChoose(choice)} />
      <span>
        {choice === 'mine' ? 'Yours: ' : 'On the server now: '}
        {words}
      </span>
    </Choice>
  );
  return (
    <Asked>
      <legend>{whatOf(path, names)}: you and somebody else changed this</legend>
      {offer('mine', told(clash.mine))}
      {offer('theirs', told(clash.theirs))}
    </Asked>
  );
}
