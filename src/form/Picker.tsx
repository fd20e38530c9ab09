import Autocomplete from '@mui/material/Autocomplete';
import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import type { ComponentProps, FocusEvent, ReactElement } from 'react';
import { formatCount } from '../ui/numbers.ts';
import { choiceText, heldChoice, unknownHint } from './choices.ts';
import type { Choice, ChoiceValue } from './choices.ts';
import { InputBox } from './inputStyle.ts';

/** More options than this are not drawn; typing narrows them. Drawing thousands takes a fifth of a second per key. */
const drawnAtMost = 100;

const narrowNote = 'narrow';

interface Offered extends Choice {
  note?: typeof narrowNote;
}

const Hint = styled('span')(({ theme }) => ({ color: theme.palette.text.secondary, marginLeft: 8 }));

type Wiring = ComponentProps<'input'> & { name: string };

/** Beside a held value that is not offered. */
export const UnknownMark = styled('span')(({ theme }) => ({
  flex: 'none',
  padding: '0 4px',
  fontSize: '0.8125rem',
  color: theme.palette.text.secondary,
}));

export const describedBy = (wiring: Wiring, id: string): string =>
  [wiring['aria-describedby'], id].filter((part) => part !== undefined).join(' ');

const Option = styled('li')({ flexWrap: 'wrap', overflowWrap: 'anywhere' });

export interface PickerProps {
  options: readonly Choice[];
  value: unknown;
  onChange: (value: ChoiceValue | readonly ChoiceValue[]) => void;
  onBlur: (event: FocusEvent<HTMLInputElement>) => void;
  /** Name, id and words of the input. */
  wiring: Wiring;
  placeholder: string;
  wrong: boolean;
  off: boolean;
  /** The value is then a list. */
  multiple?: boolean;
  loading?: boolean;
  allowUnknown?: boolean;
  openOnFocus?: boolean;
}

const isValue = (value: unknown): value is ChoiceValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

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
    const label = `${formatCount(more)} more – type to narrow`;
    hits.push({ value: null, label, note: narrowNote, disabledReason: '' });
  }
  return hits;
}

/** The input and the list of a picker, for a field and for a cell of a row. */
export function Picker(props: PickerProps): ReactElement {
  const { options, value: held, onChange, onBlur, wiring, placeholder, wrong, off } = props;
  const { multiple = false, loading = false, allowUnknown = false, openOnFocus = false } = props;
  const many = Array.isArray(held)
    ? held
        .filter(isValue)
        .map((value) => heldChoice(options, value))
        .filter((choice) => choice !== null)
    : [];
  const single = heldChoice(options, held);
  const unknown = !loading && single?.hint === unknownHint;
  const unknownId = useId();
  const [text, setText] = useState(multiple ? '' : (single?.label ?? ''));
  const [typing, setTyping] = useState(false);

  const put = (picked: Offered | string | null | (Offered | string)[]): void => {
    const valueOf = (item: Offered | string): ChoiceValue => (typeof item === 'string' ? item.trim() : item.value);
    if (Array.isArray(picked)) onChange(picked.map(valueOf));
    else if (picked !== null) onChange(valueOf(picked));
    // An emptied single picker goes back to the kind of empty it started with.
    else onChange(typeof held === 'string' ? '' : null);
  };

  return (
    <Autocomplete<Offered, boolean, boolean, boolean>
      {...(wiring.id === undefined ? {} : { id: wiring.id })}
      multiple={multiple}
      freeSolo={allowUnknown}
      value={multiple ? many : single}
      options={options}
      // What is typed stays when options arrive: else Enter would take the first of all of them.
      inputValue={text}
      onInputChange={(_event, next, reason) => {
        if (reason === 'reset' && typing) return;
        setTyping(reason === 'input');
        setText(next);
      }}
      loading={loading}
      disableCloseOnSelect={multiple}
      filterSelectedOptions={multiple}
      selectOnFocus
      openOnFocus={openOnFocus}
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
      filterOptions={(all, state) => narrowed(all, single && state.inputValue === single.label ? '' : state.inputValue)}
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
          data-wrong={wrong}
          data-off={off}
          style={{ position: 'relative', flexWrap: 'wrap', paddingRight: 56 }}
        >
          {input.startAdornment}
          <input
            {...htmlInput}
            aria-label={undefined}
            {...wiring}
            {...(unknown ? { 'aria-describedby': describedBy(wiring, unknownId) } : {})}
            placeholder={multiple && many.length > 0 ? undefined : placeholder}
            style={{ minWidth: 60, width: 60 }}
            onBlur={(event) => {
              htmlInput.onBlur?.(event);
              setTyping(false);
              onBlur(event);
            }}
          />
          {unknown && <UnknownMark id={unknownId}>{unknownHint}</UnknownMark>}
          {input.endAdornment}
        </InputBox>
      )}
    />
  );
}
