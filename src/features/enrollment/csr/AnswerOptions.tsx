import type { ReactElement } from 'react';
import { SelectField } from '../../../form/SelectField.tsx';
import { SwitchField } from '../../../form/SwitchField.tsx';
import { TextField } from '../../../form/TextField.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { Fold } from '../Fold.tsx';
import { useCsr } from './csrContext.ts';
import { KeyForRetention } from './KeyForRetention.tsx';

/** What the server is to answer, and what goes with the request beside names and details. */
export default function AnswerOptions(): ReactElement {
  const { values, start, dryRun, madeKey } = useCsr();
  const { madeByCommand } = dryRun;
  return (
    <>
      <section aria-label="Answer">
        <h3>Answer</h3>
        <SelectField
          name="format"
          label="Format"
          width={280}
          options={[
            { value: 'PEM', label: 'PEM (text)' },
            { value: 'DER', label: 'DER (binary)' },
          ]}
          help="The result page offers both, whichever came."
        />
        <SwitchField
          name="includeChain"
          label="Include the chain"
          help="The issuing certificates come with the certificate. The server leaves them out unless it is asked."
        />
        {start.abilities.subjectHeader && values.format === 'PEM' && (
          <SwitchField
            name="subjectHeader"
            label="Subject line above each certificate"
            help="A comment line such as #CN=app01.example.com. Some programs cannot read a file that has it."
          />
        )}
        {madeByCommand ? (
          <p>
            <StatusMark
              kind="info"
              text="Command made this request and holds its private key: it is sent with forceEnroll."
            />
          </p>
        ) : (
          !madeKey && (
            <SwitchField
              name="forceEnroll"
              label="Command made the request (forceEnroll)"
              help="Only for a request whose key lies in Command; without this, the server refuses it."
            />
          )
        )}
        {start.abilities.csrRenewal && (
          <Fold title="Rarely needed: file extension">
            <TextField
              name="fileExtension"
              label="File extension"
              width={280}
              help="For the file name that the server proposes; the files of the result page have their usual ones. Which values the server takes is not documented."
            />
          </Fold>
        )}
      </section>
      {madeByCommand !== true && <KeyForRetention />}
    </>
  );
}
