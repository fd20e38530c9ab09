import type { WireDocument } from '../../../api/wireDocument.ts';
import { saveFile } from '../../../ui/saveFile.ts';
import { previousFile } from './previousFile.ts';

/** Hands a document to the browser as a JSON file that can be put back later. `name` is without time and ending. */
export function saveDocument(document: WireDocument, name: string): void {
  const file = previousFile(name, document, new Date());
  saveFile(file.content, file.name, 'application/json');
}
