import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import type { Explained } from '../../api/errors.ts';
import type { DetailValues } from './detailsForm.ts';
import { serverError } from './refusedTodo.ts';

const escaped = (name: string) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A name that is a word of its own, as sentences hold it by chance: letters alone, small ones after the first. */
const isWord = (name: string) => /^\p{L}[\p{Ll}\p{Lo}\p{M}]*$/u.test(name);

const letter = String.raw`[\p{L}\p{N}\p{M}_-]`;
const quotes = ["''", '""', '``', '‘’', '“”', '„“', '«»', '[]'].map(
  ([open = '', close = '']) => [open, close] as const,
);

/**
 * Whether a text names a field. A name that is no ordinary word has only to stand there by itself; a word has to be marked as
 * a name: in quotes, behind “field” or “metadata”, or before a colon. How servers name fields is not recorded.
 */
function namesField(text: string, name: string): boolean {
  const alone = `(?<!${letter})${escaped(name)}(?!${letter})`;
  if (!isWord(name)) return new RegExp(alone, 'iu').test(text);
  const quoted = quotes.some(([open, close]) =>
    new RegExp(`${escaped(open)}${escaped(name)}${escaped(close)}`, 'iu').test(text),
  );
  return quoted || new RegExp(`(?<!${letter})(?:fields?|metadata)[\\s:]+${alone}|${alone}\\s*:`, 'iu').test(text);
}

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
      const words = name.length < 3 ? undefined : said.find((each) => namesField(each, name));
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
