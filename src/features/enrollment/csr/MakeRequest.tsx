import { zodResolver } from '@hookform/resolvers/zod';
import { use, useEffect, useRef, useState, type ReactElement } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { serverNow } from '../../../api/client.ts';
import { cryptoProblem, supportedKeys } from '../../../domain/browserKeys.ts';
import { RadioChoices } from '../../../form/RadioChoices.tsx';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { SansEditor } from '../names/SansEditor.tsx';
import { requestedSubject } from '../names/subjectForm.ts';
import { SubjectEditor } from '../names/SubjectEditor.tsx';
import type { Setup } from '../setup.ts';
import { aboutTyped } from './aboutTyped.ts';
import { useCsr } from './csrContext.ts';
import { InnerForm } from './InnerForm.tsx';
import { keyOptions, makeFindings, makeRequest, makeSchema, makeValues, type MakeValues } from './makeForm.ts';
import { SaveKey } from './SaveKey.tsx';
import { SourcePicker } from './SourcePicker.tsx';

// What the browser can does not change while the page is open.
const keysHere = supportedKeys();

/** Makes a key and its request in this browser. The wizard keeps them; nothing leaves the page. */
export default function MakeRequest(): ReactElement {
  const { made, takeMade } = useCsr().request;
  const [view, setView] = useState<'form' | 'came back' | 'just made'>(made ? 'came back' : 'form');
  const problem = cryptoProblem();
  if (problem !== undefined) {
    return (
      <Notice kind="warning" title="No key can be made on this page">
        {problem}
      </Notice>
    );
  }
  if (made && view !== 'form') {
    return <SaveKey made={made} onSaved={takeMade} arrived={view === 'just made'} onAnother={() => setView('form')} />;
  }
  return <RequestForm onDone={() => setView('just made')} />;
}

/** The fields, by the rules of what it will be enrolled with; `onDone`: the key made last is to be shown. */
function RequestForm({ onDone }: { onDone: () => void }): ReactElement {
  const { start, setup, request } = useCsr();
  const { made, takeMade } = request;
  const rules = setup?.rules ?? null;
  const here = use(keysHere);
  const options = keyOptions(here, rules?.keys ?? null);
  /** The rules whose defaults the values hold; those of another choice may be on their way. */
  const [held, setHeld] = useState(setup);
  const [defaultValues] = useState(() => makeValues(held, start.prefill, options));
  const form = useForm<MakeValues>({ defaultValues, resolver: zodResolver(makeSchema(options)) });
  const values = { ...form.getValues(), ...useWatch({ control: form.control }) } as MakeValues;
  const follow = (next: Setup): void => {
    const open = keyOptions(here, next.rules.keys);
    const typed = form.getValues();
    // What it begins with now, over which what was typed is a change still.
    form.reset(makeValues(next, start.prefill, open));
    form.reset(makeValues(next, start.prefill, open, { values: typed, setup: held }), { keepDefaultValues: true });
    setHeld(next);
  };
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const shown = useRef(false);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const make = async (wanted: MakeValues): Promise<void> => {
    setReason('');
    const found = await makeRequest(wanted, serverNow());
    // A key that nobody waits for any more is dropped.
    if (!shown.current) return;
    if (found.ok) {
      takeMade(found.value);
      onDone();
    } else setReason(found.reason);
  };
  const findings = aboutTyped(makeFindings(values, rules), values, form.formState.isSubmitted);
  const none = options.every(({ disabledReason }) => disabledReason !== undefined);
  const submit = (replacing: boolean): Promise<void> =>
    form.handleSubmit((wanted) => {
      if (!replacing && made && made.saved === null) setAsking(true);
      else return make(wanted);
      return undefined;
    })();
  let disabledReason: string | undefined;
  if (setup === null) disabledReason = 'Its rules are not there yet';
  else if (none) disabledReason = 'The rules allow no key that this browser makes';
  return (
    <>
      <SourcePicker help="Its defaults and its rules for keys are used below." onPicked={follow} />
      {held && (
        <InnerForm
          form={form}
          legend="New key and request"
          onSubmit={() => submit(false)}
          submitLabel="Make key and request"
          disabledReason={disabledReason}
          busyText="Making the key …"
          more={made && <ActionButton onClick={onDone}>Back to the key made here</ActionButton>}
        >
          <RadioChoices
            name="key"
            label="Key"
            required
            options={options}
            help="Large RSA keys take up to a few seconds."
          />
          <SubjectEditor name="subject" findings={findings} />
          <SansEditor
            name="sans"
            subject={requestedSubject(values.subject)}
            findings={findings}
            rfc={rules?.rfcEnforcement ?? null}
          />
          {reason !== '' && (
            <Notice kind="error" title="The request could not be made">
              {reason}
            </Notice>
          )}
          <ConfirmDialog
            open={asking}
            danger
            title="Replace the key that was not downloaded?"
            body="The key made before is only on this page. Another one takes its place, and a certificate for the first request can then not be used."
            confirmLabel="Make another key"
            onClose={() => setAsking(false)}
            onConfirm={() => {
              setAsking(false);
              void submit(true);
            }}
          />
        </InnerForm>
      )}
    </>
  );
}
