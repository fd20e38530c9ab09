import { styled } from '@mui/material/styles';
import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useFormState, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { explain } from '../../api/errors.ts';
import type { WireDocument } from '../../api/wireDocument.ts';
import type { Change } from '../../domain/merge.ts';
import { LeaveGuard } from '../../form/LeaveGuard.tsx';
import { SubmitBar } from '../../form/SubmitBar.tsx';
import { SectionNav } from '../../ui/SectionNav.tsx';
import { SectionProblems } from '../../ui/sectionProblems.ts';
import { changesBetween, type DocumentKind } from './documentKind.ts';
import { useEdited } from './EditedDocument.tsx';
import { useEditor } from './editorContext.ts';
import type { EditorSection } from './editorSections.ts';
import { FindingsPanel } from './lint/FindingsPanel.tsx';
import { sectionOf } from './save/refusedSection.ts';
import { SaveResult } from './save/SaveResult.tsx';
import { SaveReview } from './save/SaveReview.tsx';
import { ServerMoved } from './save/ServerMoved.tsx';
import { countWords } from './save/saveWords.ts';
import type { SaveControls } from './save/useSaveFlow.ts';

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: '200px minmax(0, 1fr)',
  gap: 24,
  '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 },
});

export interface EditorFrameProps<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  kind: DocumentKind<Values>;
  base: WireDocument;
  save: SaveControls;
  sections: readonly EditorSection[];
  onReset: () => void;
  /** First line of the request that carries a body: "PUT /Templates". */
  request: (body: WireDocument) => string;
  fileName: string | null;
  /** The changes that the server does not hold, as of now. */
  unsaved: () => readonly Change[];
  /** What the last read gave. */
  latest: WireDocument;
  onLoad: (document: WireDocument) => void;
  /** Whether the advice of the linter is about this document. */
  advised: boolean;
  children: ReactNode;
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

/** The editor around its sections: contents, foot, review in place of the sections, result, leave guard. */
export function EditorFrame<Values extends FieldValues>(props: EditorFrameProps<Values>): ReactElement {
  const { form, kind, base, save, sections, onReset, request, fileName, unsaved, latest, onLoad, advised, children } =
    props;
  const { state } = save;
  const { errors } = useFormState({ control: form.control });
  const { closed } = useEditor();
  const { values, document: edited } = useEdited();
  // Between a key and the pause after it nothing is counted yet, but there is something to save or lose.
  const [typedOn, setTypedOn] = useState<FieldValues | null>(null);
  const typing = typedOn === values;
  const changed = useMemo(() => changesBetween(kind, base, edited), [kind, base, edited]);
  const problems = useMemo(() => {
    const section = save.refused === null ? null : sectionOf(save.refused);
    return new Map(section === null ? [] : [[section, explain(save.refused)]]);
  }, [save.refused]);
  const items = sections.map(({ members = [], values: names = [], list, ...item }) => ({
    ...item,
    ...(list === undefined ? {} : { count: lengthOf(values[list]) }),
    changed: changed.some((change) => members.includes(String(change.path[0]))),
    wrong: problems.has(item.id) || names.some((name) => Object.hasOwn(errors, name)),
  }));
  const reviewing = state.phase === 'review';
  return (
    <>
      <LeaveGuard
        comesBack
        when={() => unsaved().length > 0}
        text={() =>
          `You have ${countWords(unsaved().length)} that the server does not hold. Leaving discards ${unsaved().length === 1 ? 'it' : 'them'}.`
        }
      />
      {state.phase === 'editing' && (
        <SaveResult
          outcome={state.outcome}
          what={kind.what}
          changedSince={typing || changed.length > 0}
          onLook={() => void save.look()}
        />
      )}
      {!reviewing && (
        <ServerMoved
          changed={typing || changed.length > 0}
          base={base}
          latest={latest}
          project={kind.project}
          what={kind.what}
          onLoad={() => onLoad(latest)}
        />
      )}
      {!reviewing && advised && <FindingsPanel />}
      {reviewing && (
        <SaveReview
          state={state}
          controls={save}
          target={kind}
          what={kind.what}
          request={request}
          fileName={fileName}
        />
      )}
      {/* Hidden, not gone: what was typed and the place in it outlive the review. */}
      <Columns
        hidden={reviewing}
        style={reviewing ? { display: 'none' } : undefined}
        onInput={({ target }) => {
          // Only what belongs to the form: a value that is tried on a regex changes nothing.
          if (target instanceof Element && (target.getAttribute('name') ?? '') !== '') setTypedOn(values);
        }}
      >
        {/* Drawn anew after a review, so that it looks where the page is scrolled to now. */}
        {!reviewing && <SectionNav items={items} />}
        <div>
          <SectionProblems value={problems}>{children}</SectionProblems>
          <SubmitBar
            label={changed.length === 0 ? 'Review changes' : `Review ${countWords(changed.length)}`}
            {...(typing && changed.length === 0 ? {} : { changes: changed.length })}
            busy={state.phase === 'reading'}
            disabledReason={closed}
            error={state.phase === 'editing' && state.error !== null ? explain(state.error) : null}
            onReset={onReset}
          />
        </div>
      </Columns>
    </>
  );
}
