import { createContext, useContext, useId, type ReactElement } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { InventoryEntry } from '../../api/inventory.ts';
import { serverNow } from '../../api/client.ts';
import { aliasKey } from '../../domain/deploy.ts';
import type { CertificateId } from '../../domain/ids.ts';
import { FieldFrame } from '../../form/FieldFrame.tsx';
import { InputBox } from '../../form/inputStyle.ts';
import { entryLine } from './planFindings.ts';

/** The certificate that is deployed, where it is there already: entries that hold it are marked. */
export const DeployedContext = createContext<CertificateId | null>(null);

interface EntryChoiceProps {
  /** Path of the planned store in the form. */
  name: string;
  entries: readonly InventoryEntry[];
  /** Where the store names entries itself, the choice is the entry that is replaced; else it only fills in the alias. */
  replaces: boolean;
}

/** The entries that the last inventory found, to take an alias from or to replace one; nothing where there are none. */
export function EntryChoice({ name, entries, replaces }: EntryChoiceProps): ReactElement | null {
  const { setValue } = useFormContext();
  const alias: unknown = useWatch({ name: `${name}.alias` });
  const fieldId = useId();
  const deployed = useContext(DeployedContext);
  const named = entries.filter((entry) => entry.alias !== '');
  if (named.length === 0) return null;
  const held = typeof alias === 'string' ? aliasKey(alias) : '';
  const chosen = held === '' ? -1 : named.findIndex((entry) => aliasKey(entry.alias) === held);
  const choose = (at: number): void => {
    const next = named[at]?.alias ?? '';
    setValue(`${name}.alias`, next, { shouldDirty: true });
    if (replaces) setValue(`${name}.overwrite`, next !== '', { shouldDirty: true });
  };
  const line = (entry: InventoryEntry): string => {
    const isThis = entry.certificates.some(({ certificateId }) => certificateId === deployed);
    return `${isThis ? 'this certificate: ' : ''}${entryLine(entry, serverNow())}`;
  };
  return (
    <FieldFrame
      name={fieldId}
      label={replaces ? 'Replace an entry' : `Take the alias of an entry (${named.length})`}
      error={undefined}
    >
      {(wiring) => (
        <InputBox>
          <select {...wiring} value={String(chosen)} onChange={(event) => choose(Number(event.target.value))}>
            <option value="-1">{replaces ? 'None: add a new entry' : 'None of them'}</option>
            {named.map((entry, at) => (
              <option key={`${entry.alias} ${at}`} value={at}>
                {replaces ? `${line(entry)} – ${entry.alias}` : `${entry.alias} – ${line(entry)}`}
              </option>
            ))}
          </select>
        </InputBox>
      )}
    </FieldFrame>
  );
}
