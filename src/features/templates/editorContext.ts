import { createContext, useContext } from 'react';
import type { FieldValues } from 'react-hook-form';
import type { Act } from '../../api/rights.ts';
import type { WireDocument } from '../../api/wireDocument.ts';
import type { Reason } from '../../ui/reasonWays.tsx';
import type { RuleKind } from './rules/ruleMembers.ts';

/** What every section of an editor may know about the document it edits. */
export interface EditorFacts {
  kind: RuleKind;
  /** The document as loaded; what the form started from. */
  document: WireDocument;
  /** Id of the template, or of the template that the pattern belongs to; null for the system-wide rules. */
  templateId: number | null;
  /** Whether this server has enrollment patterns. */
  enrollmentPatterns: boolean;
  /** The right that saving takes. */
  act: Act;
  /** Why the document cannot be saved by whoever looks at it; undefined where nothing speaks against it. */
  closed: Reason | undefined;
  /** The loaded document with what the values of the form say; the same function while the document is the same. */
  toWire: (values: FieldValues) => WireDocument;
  /** Forgets what was typed. */
  discard: () => void;
}

const context = createContext<EditorFacts | null>(null);

export const EditorContext = context.Provider;

/** The facts of the editor around. */
export function useEditor(): EditorFacts {
  const facts = useContext(context);
  if (facts === null) throw new Error('a section outside an editor');
  return facts;
}
