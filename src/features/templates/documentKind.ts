import type { FieldValues, Resolver } from 'react-hook-form';
import type { WireDocument } from '../../api/wireDocument.ts';
import type { Change } from '../../domain/merge.ts';
import type { RuleKind } from './rules/ruleMembers.ts';
import { changedPlaces } from './save/changedPlaces.ts';

/** One kind of document with an editor: how it becomes a form, how the form becomes a document, what of it is sent. */
export interface DocumentKind<Values extends FieldValues> {
  kind: RuleKind;
  /** "template", "enrollment pattern", "system-wide rules". */
  what: string;
  resolver: (document: WireDocument) => Resolver<Values>;
  fromWire: (document: WireDocument) => Values;
  /** The document with what the form owns replaced; nothing changed gives the document itself. */
  toWire: (document: WireDocument, values: Values) => WireDocument;
  /** The body of the request that saves. */
  project: (document: WireDocument) => WireDocument;
}

/** What a save of the edited document would change of the loaded one. */
export function changesBetween<Values extends FieldValues>(
  kind: DocumentKind<Values>,
  base: WireDocument,
  edited: WireDocument,
): readonly Change[] {
  return edited === base ? [] : changedPlaces(kind.project(base), kind.project(edited));
}
