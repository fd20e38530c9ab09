import { styled } from '@mui/material/styles';
import type { ReactElement, ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { SelectField } from '../../form/SelectField.tsx';
import { SwitchField } from '../../form/SwitchField.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { ChosenSetup } from './chosenSetup.ts';
import { onlyAuthority, termsOf } from './detailsForm.ts';
import type { EnrollStart } from './EnrollFrame.tsx';
import { takenWords } from '../../domain/takenWords.ts';
import type { EnrollChoice } from './setup.ts';
import { SourceField } from './SourceField.tsx';

/** What both wizards' forms have of this step. */
interface TermValues {
  authority: string;
  acceptTerms: boolean;
}

interface WhatStepProps {
  start: EnrollStart;
  chosen: ChosenSetup;
  onPick: (choice: EnrollChoice) => void;
  /** The value of `source` now: what was picked may still be loading. */
  source: string;
  /** What only one kind of enrollment asks; shown once the rules are there. */
  children?: ReactNode;
}

/** What it means that no CA is named. Once one is, there is nothing left to explain. */
function authorityHelp(choice: EnrollChoice, chosen: string): string | undefined {
  const names = choice.authorities.map((authority) => authority.displayName);
  if (chosen !== '') return undefined;
  if (names.length === 0) return 'You see no CA that issues this. The server knows whether there is one.';
  return `Left to the server, it takes one of these at random: ${names.join(', ')}. The result names the one it took.`;
}

/** What the thing to enroll with is called on this server. */
export function sourceLabel(start: EnrollStart): string {
  return start.choices.some((choice) => choice.pattern !== null) ? 'Enrollment pattern' : 'Template';
}

const Note = styled('div')({ margin: '0 0 16px' });

/** Which enrollment pattern or template, and which certificate authority. */
export function WhatStep({ start, chosen, onPick, source, children }: WhatStepProps): ReactElement {
  const { setup } = chosen;
  const choice = start.choices.find((each) => each.key === source);
  const current = setup?.choice.key === source ? setup : null;
  const { setValue } = useFormContext<TermValues>();
  const authority = useWatch<TermValues, 'authority'>({ name: 'authority' });
  // What is chosen below the picker would be gone when the rules of a new choice arrive, so it waits for them.
  const terms = current ? termsOf(current.choice, authority) : [];
  return (
    <>
      {start.patternsHidden && (
        <Note>
          <Notice kind="info" title="Templates stand for their default enrollment pattern">
            This server works with enrollment patterns, but you may not list them. The server will use the default
            pattern of the template you choose.
          </Notice>
        </Note>
      )}
      <SourceField label={sourceLabel(start)} choices={start.choices} chosen={chosen} source={source} onPick={onPick} />
      {choice && current && onlyAuthority(choice) !== '' && (
        <Note>
          <Facts
            items={[
              {
                label: 'Certificate authority',
                value: choice.authorities[0]?.displayName,
                help: 'The only one that issues this. The request names it.',
              },
            ]}
          />
        </Note>
      )}
      {choice && current && onlyAuthority(choice) === '' && (
        <SelectField
          name="authority"
          label="Certificate authority"
          required={choice.template === null}
          options={[
            ...(choice.template === null ? [] : [{ value: '', label: 'Let the server choose' }]),
            ...choice.authorities.map((authority) => ({ value: authority.name, label: authority.displayName })),
          ]}
          help={authorityHelp(choice, authority)}
          onPicked={() => setValue('acceptTerms', false)}
        />
      )}
      {terms.length > 0 && (
        <SwitchField
          name="acceptTerms"
          label={`I accept the subscriber terms of ${terms.join(', ')} (required)`}
          help="The CA issues under its terms only. Whoever runs it can tell where they are written."
        />
      )}
      {current && children}
      {current?.requiresApproval && (
        <Note>
          <Notice kind="info" title="This template needs an approval">
            The request will wait until someone approves it. Nothing is issued at once.
          </Notice>
        </Note>
      )}
      {current && !current.rulesReadable && (
        <Note>
          <Notice kind="info" title="The rules cannot be read here">
            You may not read the rules of this choice, so only the server can say what it refuses.
          </Notice>
        </Note>
      )}
      {current?.metadata === null && (
        <Note>
          <Notice kind="warning" title="Metadata cannot be read here">
            You may not read the metadata fields{takenWords(current.lacked.metadata)}. If one of them is required, the
            server will refuse the request.
          </Notice>
        </Note>
      )}
    </>
  );
}
