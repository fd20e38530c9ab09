import { useMemo } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { WireDocument } from '../../api/wireDocument.ts';
import { useSettledValues } from '../../form/useSettledValues.ts';
import { useEditor } from './editorContext.ts';

/** The document as it would be sent for what is on the screen, a pause in typing later. */
export function useEditedDocument(): WireDocument {
  const { toWire } = useEditor();
  const values = useSettledValues<FieldValues>();
  return useMemo(() => toWire(values), [toWire, values]);
}
