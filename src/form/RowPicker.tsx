import { styled } from '@mui/material/styles';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { ComponentProps, ReactElement } from 'react';
import { heldChoice, unknownHint } from './choices.ts';
import type { ChoiceValue } from './choices.ts';
import { InputBox } from './inputStyle.ts';
import { describedBy, Picker, UnknownMark } from './Picker.tsx';
import type { RowColumn } from './rowColumns.ts';

const Closed = styled(InputBox)({
  position: 'relative',
  paddingRight: 28,
  '&::after': {
    content: '""',
    position: 'absolute',
    right: 11,
    top: 13,
    border: '5px solid transparent',
    borderTopColor: 'currentColor',
    opacity: 0.6,
    pointerEvents: 'none',
  },
});

interface RowPickerProps {
  column: RowColumn;
  value: unknown;
  onChange: (value: ChoiceValue | readonly ChoiceValue[]) => void;
  onBlur: () => void;
  wiring: ComponentProps<'input'> & { name: string };
  wrong: boolean;
  disabledReason: string | undefined;
}

/** A picker in a row. Its list costs a millisecond a row, so it is there only while the cell has the focus. */
export function RowPicker(props: RowPickerProps): ReactElement {
  const { column, value, onChange, onBlur, wiring, wrong, disabledReason } = props;
  const { options = [], loading = false, placeholder = `Choose ${column.label.toLowerCase()} …` } = column;
  const [active, setActive] = useState<'by keyboard' | 'by mouse' | null>(null);
  const unknownId = useId();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (active === null) return;
    const input = place.current?.querySelector('input');
    input?.focus();
    input?.select();
  }, [active]);
  const off = disabledReason !== undefined;

  if (active !== null && !off) {
    return (
      <div ref={place}>
        <Picker
          options={options}
          loading={loading}
          value={value}
          onChange={onChange}
          wiring={wiring}
          placeholder={placeholder}
          wrong={wrong}
          off={off}
          openOnFocus={active === 'by mouse'}
          onBlur={({ currentTarget }) => {
            // While another window has the focus, this one keeps its place in the page.
            if (currentTarget.matches(':focus')) return;
            setActive(null);
            onBlur();
          }}
        />
      </div>
    );
  }
  const chosen = heldChoice(options, value);
  const unknown = !loading && chosen?.hint === unknownHint;
  return (
    <Closed data-wrong={wrong} data-off={off} title={disabledReason}>
      <input
        {...wiring}
        {...(unknown ? { 'aria-describedby': describedBy(wiring, unknownId) } : {})}
        type="text"
        role="combobox"
        aria-expanded={false}
        // There is no list to point at before the picker comes.
        aria-controls={undefined}
        aria-autocomplete="list"
        autoComplete="off"
        value={chosen?.label ?? ''}
        placeholder={placeholder}
        readOnly={off}
        // Nothing can be typed here: with the focus comes the picker.
        onChange={() => undefined}
        onMouseDown={(event) => {
          if (off || event.button !== 0) return;
          event.preventDefault();
          setActive('by mouse');
        }}
        onFocus={() => {
          if (!off) setActive('by keyboard');
        }}
        // Otherwise this input loses the focus to the picker only, which tells when the cell is left.
        onBlur={off ? onBlur : undefined}
      />
      {unknown && <UnknownMark id={unknownId}>{unknownHint}</UnknownMark>}
    </Closed>
  );
}
