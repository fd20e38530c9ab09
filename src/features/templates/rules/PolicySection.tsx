import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { rolesQuery } from '../../../api/roles.ts';
import { isDocument, textOf } from '../../../api/wireDocument.ts';
import { PickerField } from '../../../form/PickerField.tsx';
import { SelectField } from '../../../form/SelectField.tsx';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { TriStateField } from '../../../form/TriStateField.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useEditor } from '../editorContext.ts';
import { useSystemRules } from '../useSystemRules.ts';
import { PolicyKeys } from './PolicyKeys.tsx';
import { policyReach } from './policyForm.ts';
import { ownerRoleLabel } from './roleWords.ts';
import { ruleMembers } from './ruleMembers.ts';

const rules = [
  ['allowKeyReuse', 'Allow key reuse', 'Whether a renewal may keep the private key.'],
  ['allowWildcards', 'Allow wildcards', 'Whether a name in a request may begin with an asterisk.'],
  [
    'rfcEnforcement',
    'RFC 2818 enforcement',
    'At least one DNS name among the alternative names. Where a signing request has none that fits its common name, the server adds it.',
  ],
] as const;

const onOff = (value: boolean | null | undefined) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : undefined);

/** The policy of a template, a pattern or the system-wide rules. */
export function PolicySection(): ReactElement {
  const { kind, document } = useEditor();
  const system = useSystemRules();
  const reach = useMemo(() => policyReach(document, kind), [document, kind]);
  return (
    <Section id="policy" title="Policy">
      {rules.map(([name, label, help]) => (
        <TriStateField
          key={name}
          name={`policy.${name}`}
          label={label}
          help={help}
          inherited={onOff(system?.[name])}
          allowNull={kind !== 'settings'}
        />
      ))}
      {reach.ownerRole && <OwnerRole />}
      {reach.overrideOwner && (
        <SwitchField
          name="policy.overrideOwner"
          label="Use a default owner of its own"
          help="Off: the system-wide default owner counts, and the one below does not."
        />
      )}
      {reach.defaultOwner && <DefaultOwner />}
      <PolicyKeys />
    </Section>
  );
}

/** Whether an enrollment must name the role that owns the certificate. */
function OwnerRole(): ReactElement {
  const { kind } = useEditor();
  const inherited = useSystemRules()?.ownerRole ?? null;
  const unset = inherited === null ? 'Not set here' : `Inherit (currently: ${ownerRoleLabel(inherited).toLowerCase()})`;
  const options = [
    ...(kind === 'settings' ? [] : [{ value: null, label: unset }]),
    ...[0, 1, 2].map((value) => ({ value, label: ownerRoleLabel(value) })),
  ];
  return (
    <SelectField
      name="policy.ownerRole"
      label="Certificate owner role"
      options={options}
      help="Whether an enrollment names a security role as the owner. The vendor does not publish what the values are called; the words are a guess."
    />
  );
}

/** The role that owns a certificate when an enrollment names none. */
function DefaultOwner(): ReactElement {
  const { kind, document } = useEditor();
  const { data, error, isPending } = useQuery(rolesQuery());
  const held: unknown = useWatch({ name: 'policy.defaultOwnerRoleId' });
  const options = useMemo(() => {
    const policy = document[ruleMembers(kind, document).policy];
    const id = isDocument(policy) ? policy['DefaultCertificateOwnerRoleId'] : null;
    const name = isDocument(policy) ? textOf(policy['DefaultCertificateOwnerRoleName']) : '';
    const listed = data?.map((role) => ({ value: role.id, label: role.name })) ?? [];
    const named = typeof id !== 'number' || name === '' || listed.some(({ value }) => value === id);
    return named ? listed : [{ value: id, label: name }, ...listed];
  }, [data, document, kind]);
  const unread = data === null || (error !== null && data === undefined);
  const unknown = typeof held === 'number' && data && !data.some(({ id }) => id === held);
  const help = [
    unread ? 'The server’s list of roles could not be read: only the role held now can stay.' : '',
    unknown ? `The role ${held} is unknown to the server now, and kept.` : '',
  ];
  return (
    <PickerField
      name="policy.defaultOwnerRoleId"
      label="Default owner role"
      options={options}
      loading={isPending}
      placeholder="No default owner"
      help={help.filter(Boolean).join(' ') || undefined}
    />
  );
}
