import { createContext, useContext, useMemo, type ReactElement, type ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { WireDocument } from '../../api/wireDocument.ts';
import { useSettledValues } from '../../form/useSettledValues.ts';
import { useEditor } from './editorContext.ts';

/** What is on the screen, a pause in typing later. A part that did not change is the very same object as before. */
interface Edited {
  values: FieldValues;
  /** The document as it would be sent for these values. */
  document: WireDocument;
}

const context = createContext<Edited | null>(null);

/** Works out the edited document once for all who look at it. */
export function EditedDocument({ children }: { children: ReactNode }): ReactElement {
  const { toWire } = useEditor();
  const values = useSettledValues<FieldValues>();
  const edited = useMemo(() => ({ values, document: toWire(values) }), [toWire, values]);
  return <context.Provider value={edited}>{children}</context.Provider>;
}

/** The values of the editor around and the document that they make. */
export function useEdited(): Edited {
  const edited = useContext(context);
  if (edited === null) throw new Error('an edited document outside an editor');
  return edited;
}
