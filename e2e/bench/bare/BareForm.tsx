import type { ReactElement } from 'react';
import { useForm } from 'react-hook-form';
import type { BareMetadata, BareRegex } from './bareData.tsx';

interface BareFormProps {
  regexes: BareRegex[];
  metadata: BareMetadata[];
  onBack: () => void;
}

/** The rows of a template as a plain form: the browser keeps what is typed, the form library is told. */
export function BareForm({ regexes, metadata, onBack }: BareFormProps): ReactElement {
  const { register, handleSubmit } = useForm({ defaultValues: { regexes, metadata } });
  return (
    <form onSubmit={(event) => void handleSubmit(() => undefined)(event)}>
      <button type="button" onClick={onBack}>
        Back
      </button>
      <h2>Metadata</h2>
      <table id="metadata">
        <tbody>
          {metadata.map((row, at) => (
            <tr key={row.field} data-row={at}>
              <td data-cell="metadataId">
                <input aria-label={`Field, ${row.field}`} {...register(`metadata.${at}.field`)} />
              </td>
              <td data-cell="use">
                <select aria-label={`At enrollment, ${row.field}`} {...register(`metadata.${at}.use`)}>
                  <option value="0">Optional</option>
                  <option value="1">Required</option>
                  <option value="2">Hidden</option>
                </select>
              </td>
              <td data-cell="defaultValue">
                <input aria-label={`Default value, ${row.field}`} {...register(`metadata.${at}.defaultValue`)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>Regexes</h2>
      <table id="regexes">
        <tbody>
          {regexes.map((row, at) => (
            <tr key={row.subjectPart} data-row={at}>
              <td data-cell="subjectPart">
                <input aria-label={`Subject part, ${row.subjectPart}`} {...register(`regexes.${at}.subjectPart`)} />
              </td>
              <td data-cell="regex">
                <input aria-label={`Regex, ${row.subjectPart}`} {...register(`regexes.${at}.regex`)} />
              </td>
              <td data-cell="error">
                <input aria-label={`Message, ${row.subjectPart}`} {...register(`regexes.${at}.error`)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="submit">Save</button>
    </form>
  );
}
