import { zodResolver } from '@hookform/resolvers/zod';
import { templateBody } from '../../api/templateBody.ts';
import type { DocumentKind } from './documentKind.ts';
import { fromWire, templateSchema, toWire, type TemplateValues } from './templateForm.ts';

/** A certificate template as a document to edit. */
export const templateKind: DocumentKind<TemplateValues> = {
  kind: 'template',
  what: 'template',
  resolver: (document) => zodResolver(templateSchema(document)),
  fromWire,
  toWire,
  project: templateBody,
};
