import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import type { Explained } from '../../api/errors.ts';
import type { DetailValues } from './detailsForm.ts';
import { serverError } from './refusedTodo.ts';

const escaped = (name: string) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * The metadata and enrollment fields that a refusal names, with its words for each. Names shorter than three signs are not
 * looked for, as words hold them by chance.
 */
export function refusedDetails(
  error: Pick<Explained, 'serverWords' | 'reasons'>,
  { metadata, fields }: Pick<DetailValues, 'metadata' | 'fields'>,
): { path: `${'metadata' | 'fields'}.${number}.value`; text: string }[] {
  const said = [...(error.reasons ?? []), error.serverWords ?? ''];
  const among = (area: 'metadata' | 'fields', rows: DetailValues['metadata']) =>
    rows.flatMap(({ name }, at) => {
      const form = new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`, 'i');
      const words = name.length < 3 ? undefined : said.find((each) => form.test(each));
      return words === undefined ? [] : [{ path: `${area}.${at}.value` as const, text: `The server says: ${words}` }];
    });
  return [...among('metadata', metadata), ...among('fields', fields)];
}

/** Puts the words of a refusal at the fields that it names. */
export function markRefused<V extends FieldValues & DetailValues>(
  form: Pick<UseFormReturn<V>, 'getValues' | 'setError'>,
  error: Pick<Explained, 'serverWords' | 'reasons'>,
): void {
  for (const { path, text } of refusedDetails(error, form.getValues())) {
    form.setError(path as Path<V>, { type: serverError, message: text });
  }
}
