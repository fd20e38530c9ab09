import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useForm, type DefaultValues, type FieldValues } from 'react-hook-form';
import { whyNot, type Act } from '../../api/rights.ts';
import { meQuery } from '../../api/server.ts';
import type { WireDocument } from '../../api/wireDocument.ts';
import { focusFirstError } from '../../form/focusField.ts';
import { Form } from '../../form/Form.tsx';
import { tellHost } from '../../host.ts';
import type { HostEvent } from '../../host.ts';
import { Page } from '../../ui/Page.tsx';
import { EditorContext, type EditorFacts } from './editorContext.ts';
import { changesBetween, type DocumentKind } from './documentKind.ts';
import { EditedDocument } from './EditedDocument.tsx';
import { EditorFrame } from './EditorFrame.tsx';
import { LookOnly } from './LookOnly.tsx';
import type { EditorSection } from './editorSections.ts';
import type { RuleKind } from './rules/ruleMembers.ts';
import { RevertToFile } from './save/RevertToFile.tsx';
import type { SaveTarget } from './save/saveFlow.ts';
import { useSaveFlow } from './save/useSaveFlow.ts';

/** A document that was seen to be stored just before its editor opened; `lostAnswer` when only reading it showed that. */
export interface Made {
  lostAnswer: boolean;
}

export interface DocumentEditorProps<Values extends FieldValues> {
  kind: DocumentKind<Values>;
  /** The right that saving takes. */
  act: Act;
  /** What the last read gave; the form starts from the first one and never follows it by itself. */
  latest: WireDocument;
  /** How the document is read and written. */
  target: Pick<SaveTarget, 'get' | 'put'>;
  /** Told what the server holds after a save. */
  onStored: (stored: WireDocument, lostAnswer: boolean) => void;
  /** How the document was made on the page before this one. */
  made?: Made | null;
  title: (document: WireDocument) => string;
  subtitle?: (document: WireDocument) => ReactNode;
  facts: Pick<EditorFacts, 'templateId' | 'enrollmentPatterns'>;
  sections: readonly EditorSection[];
  /** First line of the request that carries a body: "PUT /Templates". */
  request: (body: WireDocument) => string;
  /** Name of the file with the previous document, without the ending; null where there is none before. */
  fileName: string | null;
  /** Whether the advice of the linter is about this document: not where its rules lie elsewhere. */
  advised?: boolean;
  /** What else can be done with the document. */
  actions?: ReactNode;
  children: ReactNode;
}

function savedEvent(what: RuleKind, { Id: id, Name: name, CommonName: common }: WireDocument): HostEvent {
  const called = typeof name === 'string' ? name : common;
  return {
    type: 'saved',
    what,
    id: typeof id === 'number' ? id : null,
    name: typeof called === 'string' ? called : '',
  };
}

/** The editor of a document that has been read: its form, and the walk from review to proof. */
export function DocumentEditor<Values extends FieldValues>(props: DocumentEditorProps<Values>): ReactElement {
  const { kind, act, latest, target, onStored, title, subtitle, facts, sections, request, fileName } = props;
  const { advised = true, made = null, actions, children } = props;
  const [base, setBase] = useState(latest);
  const resolver = useMemo(() => kind.resolver(base), [kind, base]);
  const form = useForm<Values>({
    defaultValues: kind.fromWire(base) as DefaultValues<Values>,
    resolver,
    mode: 'onTouched',
    // The library cannot reach a row that is drawn as text.
    shouldFocusError: false,
  });
  // What the form was made from at this very moment: `base` only says so once everything is drawn again.
  const loaded = useRef(base);
  const load = (document: WireDocument, lostAnswer = false) => {
    loaded.current = document;
    setBase(document);
    form.reset(kind.fromWire(document));
    onStored(document, lostAnswer);
    tellHost(savedEvent(kind.kind, document));
  };
  const unsaved = () => changesBetween(kind, loaded.current, kind.toWire(loaded.current, form.getValues()));
  const save = useSaveFlow(
    { ...target, project: kind.project },
    load,
    made === null ? null : { kind: 'saved', stored: latest, ...made },
  );
  const { templateId, enrollmentPatterns } = facts;
  const me = useQuery(meQuery());
  const closed = useMemo(() => whyNot(me.data, act), [me.data, act]);
  const editor = useMemo<EditorFacts>(
    () => ({
      kind: kind.kind,
      document: base,
      templateId,
      enrollmentPatterns,
      act,
      closed,
      toWire: (values) => kind.toWire(base, values as Values),
      discard: () => form.reset(kind.fromWire(base)),
    }),
    [kind, base, templateId, enrollmentPatterns, act, closed, form],
  );
  return (
    <EditorContext value={editor}>
      <Page
        title={title(base)}
        {...(subtitle === undefined ? {} : { subtitle: subtitle(base) })}
        actions={
          save.state.phase === 'editing' && (
            <>
              {actions}
              {fileName !== null && (
                <RevertToFile
                  kind={kind}
                  base={base}
                  save={save}
                  unsaved={() => unsaved().length > 0}
                  closed={closed}
                />
              )}
            </>
          )
        }
      >
        <Form
          form={form}
          label={kind.what}
          onSubmit={form.handleSubmit(
            (values) => save.start(base, kind.toWire(base, values)),
            (errors) => void focusFirstError(errors),
          )}
        >
          <EditedDocument>
            {closed !== undefined && save.state.phase === 'editing' && <LookOnly act={act} isNew={fileName === null} />}
            <EditorFrame
              form={form}
              kind={kind}
              base={base}
              save={save}
              sections={sections}
              onReset={editor.discard}
              request={request}
              fileName={fileName}
              unsaved={unsaved}
              latest={latest}
              onLoad={load}
              advised={advised}
            >
              {children}
            </EditorFrame>
          </EditedDocument>
        </Form>
      </Page>
    </EditorContext>
  );
}
