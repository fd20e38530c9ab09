import type { ReactElement } from 'react';
import { explain } from '../../api/errors.ts';
import { PickerField } from '../../form/PickerField.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { ChosenSetup } from './chosenSetup.ts';
import type { EnrollChoice } from './setup.ts';

interface SourceFieldProps {
  label: string;
  choices: readonly EnrollChoice[];
  chosen: ChosenSetup;
  /** The value of `source` now: what was picked may still be loading. */
  source: string;
  /** Chosen, or to be loaded once more. */
  onPick: (choice: EnrollChoice) => void;
  help?: string;
  /** Why a choice cannot be taken here. */
  closed?: (choice: EnrollChoice) => string | undefined;
}

const none = () => undefined;

/** What to enroll with: the form value `source`. Its rules are on their way, there, or can be asked for again. */
export function SourceField(props: SourceFieldProps): ReactElement {
  const { label, choices, chosen, source, onPick, help, closed = none } = props;
  const { setup, loading, error } = chosen;
  const choice = choices.find(({ key }) => key === source);
  const missing = choice !== undefined && !loading && setup?.choice.key !== source;
  return (
    <>
      <PickerField
        name="source"
        label={label}
        required
        options={choices.map((each) => {
          const disabledReason = closed(each);
          return {
            value: each.key,
            label: each.label,
            ...(each.hint === '' ? {} : { hint: each.hint }),
            ...(disabledReason === undefined ? {} : { disabledReason }),
          };
        })}
        {...(help === undefined ? {} : { help })}
        onPicked={(key) => {
          const next = choices.find((each) => each.key === key);
          if (next) onPick(next);
        }}
      />
      {loading && <Loading what="the rules" />}
      {missing && error !== null && <ErrorNotice error={explain(error)} onRetry={() => onPick(choice)} />}
      {missing && error === null && (
        <Notice
          kind="warning"
          title="The rules of this choice are not loaded"
          actions={<ActionButton onClick={() => onPick(choice)}>Load them</ActionButton>}
        />
      )}
    </>
  );
}
