import { templateBody } from '../../../api/templateBody.ts';
import { rowsOf, type WireDocument } from '../../../api/wireDocument.ts';
import type { SaveTarget } from './saveFlow.ts';

const corpus = import.meta.glob<WireDocument>('../../../api/corpus/template-25.4-pattern-full.json', {
  eager: true,
  import: 'default',
});
/** The template that the server holds at first. */
export const loaded: WireDocument = Object.values(corpus)[0] ?? {};

/** A server that holds one template: PUT replaces what it may, then numbers new rows and derives the display name. */
export class Server implements SaveTarget {
  held: WireDocument = loaded;
  puts: WireDocument[] = [];
  onPut: (body: WireDocument) => void = () => {};
  onGet: () => void = () => {};
  project = templateBody;

  get = async (): Promise<WireDocument> => {
    this.onGet();
    return structuredClone(this.held);
  };

  put = async (body: WireDocument): Promise<void> => {
    this.puts.push(body);
    this.onPut(body);
    this.store(body);
  };

  store(body: WireDocument): void {
    const fields = rowsOf(body['EnrollmentFields']).map((row, at) => ({ ...row, Id: row['Id'] ?? 900 + at }));
    this.held = { ...this.held, ...body, EnrollmentFields: fields, DisplayName: body['FriendlyName'] ?? '' };
  }
}
