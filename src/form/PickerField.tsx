import Autocomplete from '@mui/material/Autocomplete';
import { styled } from '@mui/material/styles';
import type { ReactElement } from 'react';
import { useController } from 'react-hook-form';
import { choiceText } from './choices.ts';
import type { Choice, ChoiceValue } from './choices.ts';
import { FieldFrame } from './FieldFrame.tsx';
import type { FieldProps } from './FieldFrame.tsx';
import { InputBox } from './inputStyle.ts';

/** More options than this are not drawn; typing narrows them. Drawing thousands takes a fifth of a second per key. */
const drawnAtMost = 100;

const narrowNote = 'narrow';

interface Offered extends Choice {
  note?: typeof narrowNote;
}

const Hint = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary, marginLeft: 8 }));

const Option = styled('li')({ overflowWrap: 'anywhere' });

export interface PickerFieldProps extends FieldProps {
  options: readonly Choice[];
  /** The value is then a list. */
  multiple?: boolean;
  loading?: boolean;
  /** Values that are not offered may be typed. Those that are held already always stay. */
  allowUnknown?: boolean;
  placeholder?: string;
  onPicked?: (value: ChoiceValue | readonly ChoiceValue[]) => void;
}

const isValue = (value: unknown): value is ChoiceValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const unknownChoice = (value: ChoiceValue): Offered => ({ value, label: String(value), hint: 'unknown here' });

function narrowed(options: readonly Offered[], typed: string): Offered[] {
  const words = typed.trim().toLowerCase();
  const hits: Offered[] = [];
  let more = 0;
  for (const option of options) {
    if (words !== '' && !choiceText(option).toLowerCase().includes(words)) continue;
    if (hits.length < drawnAtMost) hits.push(option);
    else more += 1;
  }
  if (more > 0) {
    const label = `${more.toLocaleString()} more – type to narrow`;
    hits.push({ value: null, label, note: narrowNote, disabledReason: '' });
  }
  return hits;
}

/** One or several of many, found by typing. A held value that is not offered stays, marked as unknown. */
export function PickerField(props: PickerFieldProps): ReactElement {
  const { name, label, options, multiple = false, loading = false, allowUnknown = false, placeholder } = props;
  const { disabledReason, onPicked } = props;
  const { field, fieldState } = useController({ name });
  const off = disabledReason !== undefined;

  const choiceOf = (value: ChoiceValue): Offered =>
    options.find((option) => option.value === value) ?? unknownChoice(value);
  const held: unknown = field.value;
  const many = Array.isArray(held) ? held.filter(isValue).map(choiceOf) : [];
  const single = isValue(held) && held !== '' ? choiceOf(held) : null;

  const put = (picked: Offered | string | null | (Offered | string)[]): void => {
    const valueOf = (item: Offered | string): ChoiceValue => (typeof item === 'string' ? item.trim() : item.value);
    // An emptied single picker goes back to the kind of empty it started with.
    const next = Array.isArray(picked)
      ? picked.map(valueOf)
      : picked === null
        ? typeof held === 'string'
          ? ''
          : null
        : valueOf(picked);
    field.onChange(next);
    onPicked?.(next);
  };

  return (
    <FieldFrame {...props} error={fieldState.error?.message}>
      {(wiring) => (
        <Autocomplete<Offered, boolean, boolean, boolean>
          id={wiring.id}
          multiple={multiple}
          freeSolo={allowUnknown}
          value={multiple ? many : single}
          options={options}
          loading={loading}
          disableCloseOnSelect={multiple}
          filterSelectedOptions={multiple}
          selectOnFocus
          // Beside its input rather than at the end of the page: inside the same landmark, and inside a dialog that hides the rest.
          disablePortal
          slotProps={{ popper: { popperOptions: { strategy: 'fixed' } } }}
          handleHomeEndKeys
          // Enter takes the first match; with free text it must not replace what was typed.
          autoHighlight={!allowUnknown}
          readOnly={off}
          getOptionLabel={(option) => (typeof option === 'string' ? option : option.label)}
          getOptionKey={(option) => (typeof option === 'string' ? option : (option.note ?? String(option.value)))}
          getOptionDisabled={(option) => option.disabledReason !== undefined}
          isOptionEqualToValue={(option, value) => typeof value !== 'string' && option.value === value.value}
          filterOptions={(all, state) =>
            narrowed(all, single && state.inputValue === single.label ? '' : state.inputValue)
          }
          noOptionsText="Nothing fits"
          loadingText="Loading …"
          onChange={(_event, picked) => put(picked)}
          renderOption={({ key, ...item }, option) => (
            <Option key={key} {...item}>
              {option.label}
              {option.hint !== undefined && <Hint>{option.hint}</Hint>}
              {option.disabledReason !== undefined && <Hint>{option.disabledReason}</Hint>}
            </Option>
          )}
          renderInput={({ slotProps: { input, htmlInput } }) => (
            <InputBox
              ref={input.ref}
              className={input.className}
              onMouseDown={input.onMouseDown}
              data-wrong={fieldState.invalid}
              data-off={off}
              style={{ position: 'relative', flexWrap: 'wrap', paddingRight: 56 }}
            >
              {input.startAdornment}
              <input
                {...htmlInput}
                {...wiring}
                aria-label={undefined}
                name={name}
                placeholder={
                  multiple && many.length > 0 ? undefined : (placeholder ?? `Choose ${label.toLowerCase()} …`)
                }
                style={{ minWidth: 60, width: 60 }}
                onBlur={(event) => {
                  htmlInput.onBlur?.(event);
                  field.onBlur();
                }}
              />
              {input.endAdornment}
            </InputBox>
          )}
        />
      )}
    </FieldFrame>
  );
}
