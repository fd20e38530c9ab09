import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { rolesQuery } from '../../../api/roles.ts';
import { PickerField } from '../../../form/PickerField.tsx';
import { unknownRoles } from './roleWords.ts';

/** Security roles by name. Those that the server does not list stay; where it lists none, names can be typed. */
export function RolesField({ name, note }: { name: string; note?: string | undefined }): ReactElement {
  const { data, error, isPending } = useQuery(rolesQuery());
  const held: unknown = useWatch({ name });
  const options = useMemo(
    () =>
      data?.map((role) => ({
        value: role.name,
        label: role.name,
        ...(role.description === '' ? {} : { hint: role.description }),
      })) ?? [],
    [data],
  );
  const unread = data === null || (error !== null && data === undefined);
  const unknown = data ? unknownRoles(data, held) : [];
  const help = [
    note,
    unread ? 'The server’s list of roles could not be read: type a name exactly as it is there, then Enter.' : '',
    unknown.length > 0 ? `Unknown to the server now, and kept: ${unknown.join(', ')}.` : '',
  ];
  return (
    <PickerField
      name={name}
      label="Security roles"
      multiple
      options={options}
      loading={isPending}
      allowUnknown={unread}
      help={help.filter(Boolean).join(' ') || undefined}
    />
  );
}
