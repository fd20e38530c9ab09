import { useContext, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { CopyButton } from '../ui/CopyButton.tsx';
import { HideIcon, ShowIcon } from '../ui/icons.tsx';
import { FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';
import { InnerButton, InputBox } from './inputStyle.ts';
import { SecretNames } from './secrets.ts';

export interface SecretFieldProps extends FieldProps {
  /** Makes a new value; a button offers it. */
  generate?: () => string;
  autoComplete?: 'new-password' | 'current-password' | 'off';
}

/** A masked value with no default; the form empties it when its screen goes. */
export function SecretField(props: SecretFieldProps): ReactElement {
  const { name, label, generate, autoComplete = 'new-password', disabledReason } = props;
  const { field, fieldState } = useController({ name });
  const [visible, setVisible] = useState(false);
  const names = useContext(SecretNames);
  const value = typeof field.value === 'string' ? field.value : '';
  const off = disabledReason !== undefined;
  useEffect(() => {
    // Never taken out again: a wizard's step goes before the wizard does.
    names?.add(name);
  }, [names, name]);
  const toggle = visible ? `Hide ${label}` : `Show ${label}`;
  return (
    <FieldFrame {...props} error={fieldState.error?.message}>
      {(wiring) => (
        <InputBox data-wrong={fieldState.invalid} data-off={off}>
          <input
            {...wiring}
            name={name}
            ref={field.ref}
            type={visible ? 'text' : 'password'}
            className="mono"
            autoComplete={autoComplete}
            spellCheck={false}
            value={value}
            readOnly={off}
            onBlur={field.onBlur}
            onChange={field.onChange}
          />
          {value !== '' && visible && <CopyButton text={value} label={`Copy ${label}`} />}
          <InnerButton type="button" aria-label={toggle} title={toggle} onClick={() => setVisible(!visible)}>
            {visible ? <HideIcon size={16} /> : <ShowIcon size={16} />}
          </InnerButton>
          {generate && !off && (
            <InnerButton
              type="button"
              onClick={() => {
                field.onChange(generate());
                setVisible(true);
              }}
            >
              Generate
            </InnerButton>
          )}
        </InputBox>
      )}
    </FieldFrame>
  );
}
