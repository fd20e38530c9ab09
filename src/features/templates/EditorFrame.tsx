import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';
import { useWatch, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { explain } from '../../api/errors.ts';
import type { WireDocument } from '../../api/wireDocument.ts';
import { changes, type Change } from '../../domain/merge.ts';
import { LeaveGuard } from '../../form/LeaveGuard.tsx';
import { SubmitBar } from '../../form/SubmitBar.tsx';
import { SectionNav, type SectionNavItem } from '../../ui/SectionNav.tsx';
import { keyed } from './keyedRows.ts';
import type { SaveTarget } from './saveFlow.ts';
import { SaveResult } from './SaveResult.tsx';
import { SaveReview } from './SaveReview.tsx';
import { countWords } from './saveWords.ts';
import type { SaveControls } from './useSaveFlow.ts';

const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: '200px minmax(0, 1fr)',
  gap: 24,
  '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 },
});

/** A section of the contents and the members of the document whose change marks it. */
export interface EditorSection extends SectionNavItem {
  members?: readonly string[];
  /** The list of the form that is counted. */
  list?: string;
}

export interface EditorFrameProps<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  base: WireDocument;
  toWire: (base: WireDocument, values: Values) => WireDocument;
  target: SaveTarget;
  save: SaveControls;
  sections: readonly EditorSection[];
  onReset: () => void;
  /** "template", "enrollment pattern". */
  what: string;
  request: string;
  fileName: string;
  children: ReactNode;
}

function useChanges<Values extends FieldValues>(props: EditorFrameProps<Values>): readonly Change[] {
  const { form, base, toWire, target } = props;
  useWatch({ control: form.control });
  return changes(keyed(target.project(base)), keyed(target.project(toWire(base, form.getValues()))));
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

/** The editor around its sections: contents, foot, review in place of the sections, result, leave guard. */
export function EditorFrame<Values extends FieldValues>(props: EditorFrameProps<Values>): ReactElement {
  const { form, save, target, what, request, fileName, onReset, sections, children } = props;
  const { state } = save;
  const changed = useChanges(props);
  const values: FieldValues = form.getValues();
  const items = sections.map(({ members = [], list, ...item }) => ({
    ...item,
    ...(list === undefined ? {} : { count: lengthOf(values[list]) }),
    changed: changed.some((change) => members.includes(String(change.path[0]))),
  }));
  const reviewing = state.phase === 'review';
  return (
    <>
      <LeaveGuard
        when={changed.length > 0}
        text={`You have ${countWords(changed.length)} that the server does not hold. Leaving discards them.`}
      />
      {state.phase === 'editing' && <SaveResult outcome={state.outcome} what={what} />}
      {reviewing && (
        <SaveReview state={state} controls={save} target={target} what={what} request={request} fileName={fileName} />
      )}
      {/* Hidden, not gone: what was typed and the place in it outlive the review. */}
      <Columns hidden={reviewing} style={reviewing ? { display: 'none' } : undefined}>
        {/* Drawn anew after a review, so that it looks where the page is scrolled to now. */}
        {!reviewing && <SectionNav items={items} />}
        <div>
          {children}
          <SubmitBar
            label={changed.length === 0 ? 'Review changes' : `Review ${countWords(changed.length)}`}
            changes={changed.length}
            busy={state.phase === 'reading'}
            error={state.phase === 'editing' && state.error !== null ? explain(state.error) : null}
            onReset={onReset}
          />
        </div>
      </Columns>
    </>
  );
}
