import { zodResolver } from '@hookform/resolvers/zod';
import { patternBody } from '../../api/patternBody.ts';
import type { DocumentKind } from './documentKind.ts';
import { templateIdOf } from './patternDocument.ts';
import { fromWire, patternSchema, toWire, type PatternValues } from './patternForm.ts';

/** An enrollment pattern as a document to edit. */
export const patternKind: DocumentKind<PatternValues> = {
  kind: 'pattern',
  what: 'enrollment pattern',
  resolver: (document) => zodResolver(patternSchema(document)),
  fromWire,
  toWire,
  project: patternBody,
};

/** A pattern that does not exist yet: its body names the template, as nothing else can afterwards. */
export const newPatternKind: DocumentKind<PatternValues> = {
  ...patternKind,
  project: (document) => ({ ...patternBody(document), Template: templateIdOf(document) }),
};
