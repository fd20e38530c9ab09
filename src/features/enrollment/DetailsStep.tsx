import type { ReactElement, ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import type { EnrollmentField } from '../../api/enrollmentContext.ts';
import type { MetadataField } from '../../api/metadata.ts';
import { SelectField } from '../../form/SelectField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { ValueField } from '../../form/ValueField.tsx';
import { nothingToDetail, serversOwner, valueFindings, type DetailValues } from './detailsForm.ts';
import { FindingList } from './FindingList.tsx';
import type { Setup } from './setup.ts';

interface DetailsStepProps {
  setup: Setup | null;
  ownerRole: boolean;
  /** What only one kind of enrollment asks. */
  children?: ReactNode;
}

function MetadataInput({ field, path }: { field: MetadataField; path: string }): ReactElement {
  // A hint shows how to write a value: a date is picked.
  const help = [field.kind === 'date' ? '' : field.hint, field.description].filter((text) => text !== '').join(' – ');
  return (
    <ValueField
      name={path}
      label={field.name}
      kind={field.kind}
      options={field.options}
      required={field.use === 'required'}
      {...(help === '' ? {} : { help })}
    />
  );
}

/** What is doubtful about a value, under its field. */
function ValueFindings({
  field,
  path,
}: {
  field: MetadataField;
  path: `metadata.${number}.value`;
}): ReactElement | null {
  const value = useWatch<DetailValues, `metadata.${number}.value`>({ name: path });
  return <FindingList findings={valueFindings(field, value)} label={`About ${field.name}`} />;
}

function FieldInput({ field, path }: { field: EnrollmentField; path: string }): ReactElement {
  const words = { name: path, label: field.name, required: true, help: 'Passed to the CA with the request.' };
  if (field.options.length === 0) return <TextField {...words} />;
  return <SelectField {...words} options={field.options.map((value) => ({ value, label: value }))} />;
}

/** What becomes of a request without an owner. */
function ownerWords(setup: Setup | null): string {
  const left = serversOwner(setup);
  if (left !== '') return ` You do not hold the default owner ${left}: left empty, the server applies it itself.`;
  return setup?.ownerAsked
    ? ' The policy (value 1) probably asks for an owner: the server may refuse a request without one.'
    : '';
}

/** Metadata, enrollment fields and owner, as the chosen pattern or template asks for them. */
export function DetailsStep({ setup, ownerRole, children }: DetailsStepProps): ReactElement {
  const roles = setup?.roles ?? null;
  const ownerField = {
    name: 'owner',
    label: 'Owner role',
    help: `The security role that owns the certificate. The server takes only a role you hold.${ownerWords(setup)}`,
  };
  return (
    <>
      {setup && setup.fields.length > 0 && (
        <section aria-label="Enrollment fields">
          <h3>Enrollment fields</h3>
          {setup.fields.map((field, index) => (
            <FieldInput key={field.name} field={field} path={`fields.${index}.value`} />
          ))}
        </section>
      )}
      {setup?.metadata && setup.metadata.some((field) => field.use !== 'hidden') && (
        <section aria-label="Metadata">
          <h3>Metadata</h3>
          {setup.metadata.map((field, index) =>
            field.use === 'hidden' ? null : (
              <div key={field.name}>
                <MetadataInput field={field} path={`metadata.${index}.value`} />
                <ValueFindings field={field} path={`metadata.${index}.value`} />
              </div>
            ),
          )}
        </section>
      )}
      {(children !== undefined || ownerRole) && setup && !nothingToDetail(setup, false) && <h3>Certificate</h3>}
      {children}
      {ownerRole && roles === null && <TextField {...ownerField} />}
      {ownerRole && roles !== null && (
        <SelectField
          {...ownerField}
          options={[{ value: '', label: 'No owner' }, ...roles.map(({ name }) => ({ value: name, label: name }))]}
        />
      )}
      {nothingToDetail(setup, ownerRole) && !children && <p>Nothing is asked for here.</p>}
    </>
  );
}
