import { memo, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactElement } from 'react';
import { sanLabels, type SanKind } from '../../../domain/sans.ts';
import { InnerButton } from '../../../form/inputStyle.ts';
import { CheckIcon, CloseIcon, ErrorIcon, WarningIcon } from '../../../ui/icons.tsx';
import { afterPress } from './afterPress.ts';
import { readChip, sanChip } from './sansForm.ts';
import { withKind } from './sansEdits.ts';
import { Chip, EditedChip } from './sanStyle.ts';

/** The kinds in a word or two, as a chip shows them. */
const short: Readonly<Record<SanKind, string>> = {
  dns: 'DNS',
  ip4: 'IPv4',
  ip6: 'IPv6',
  rfc822: 'E-mail',
  uri: 'URI',
  ms_ntprincipalname: 'UPN',
  ms_ntdsreplication: 'GUID',
  directory: 'Directory',
  registeredid: 'OID',
  x400: 'X.400',
  ediparty: 'EDI',
  ip: 'IP',
  other: 'Other',
};
const kinds = Object.keys(sanLabels) as SanKind[];

export interface ChipActions {
  add: (text: string) => void;
  /** Puts the focus on a chip by its place, or starts changing it; past the last one is the input. */
  focus: (at: number) => void;
  edit: (at: number | null) => void;
  remove: (at: number) => void;
  replace: (at: number, text: string, refocus: boolean) => void;
}

interface SanChipProps {
  chip: string;
  at: number;
  /** One chip of the list takes part in the order of Tab; the arrow keys lead to the others. */
  current: boolean;
  editing: boolean;
  actions: ChipActions;
}

/** One name: its kind, its value, and where they differ what is asked for. */
export const SanChip = memo(function SanChip(props: SanChipProps): ReactElement {
  const { chip, at, current, editing, actions } = props;
  if (editing) return <ChangedChip chip={chip} at={at} actions={actions} />;
  const { kind, value, wire, problem, blocks } = readChip(chip);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: -1 }[
      event.key
    ];
    if (event.key === 'Delete' || event.key === 'Backspace') actions.remove(at);
    else if (event.key === 'F2') actions.edit(at);
    else if (to !== undefined) actions.focus(to);
    else return;
    event.preventDefault();
  };
  const words = [
    kind === null ? 'Not read' : sanLabels[kind],
    value,
    wire === null ? '' : `asked for as ${wire}`,
    problem ?? '',
  ];
  const tabIndex = current ? 0 : -1;
  return (
    <Chip data-wrong={blocks}>
      <button
        type="button"
        className="name"
        data-chip={at}
        tabIndex={tabIndex}
        aria-label={`${words.filter((word) => word !== '').join(', ')}. Change`}
        title={problem ?? 'Change the kind or the name'}
        onClick={() => actions.edit(at)}
        onKeyDown={onKeyDown}
      >
        {problem !== undefined && (
          <span className={blocks ? 'wrong' : 'odd'}>
            {blocks ? <ErrorIcon size={14} /> : <WarningIcon size={14} />}
          </span>
        )}
        {kind !== null && <span className="quiet">{short[kind]}</span>}
        <span>{value}</span>
        {wire !== null && <span className="quiet">→ {wire}</span>}
      </button>
      <button
        type="button"
        className="remove"
        tabIndex={tabIndex}
        aria-label={`Remove ${value}`}
        title={`Remove ${value}`}
        onClick={() => actions.remove(at)}
        onKeyDown={onKeyDown}
      >
        <CloseIcon size={14} />
      </button>
    </Chip>
  );
});

/** A name while it is changed. Enter or leaving it takes the change, Escape does not. */
function ChangedChip({ chip, at, actions }: { chip: string; at: number; actions: ChipActions }): ReactElement {
  const read = readChip(chip);
  const [kind, setKind] = useState<SanKind | null>(read.kind);
  const [value, setValue] = useState(read.value);
  const take = (refocus: boolean): void =>
    actions.replace(at, kind === null ? value.trim() : sanChip({ kind, value: value.trim() }), refocus);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') take(true);
    else if (event.key === 'Escape') actions.edit(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) afterPress(() => take(false));
  };
  return (
    <EditedChip onKeyDown={onKeyDown} onBlur={onBlur}>
      <select
        aria-label={`Kind of ${read.value}`}
        value={kind ?? ''}
        onChange={(event) => {
          const next = kinds.find((each) => each === event.target.value) ?? null;
          if (next !== null) setValue(readChip(withKind({ ...read, kind, value }, next)).value);
          setKind(next);
        }}
      >
        <option value="">As it is typed</option>
        {kinds.map((each) => (
          <option key={each} value={each}>
            {sanLabels[each]}
          </option>
        ))}
      </select>
      <input
        aria-label={`Name instead of ${read.value}`}
        ref={focusOnce}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setValue(event.target.value)}
      />
      <InnerButton type="button" aria-label="Take the change" title="Take the change" onClick={() => take(true)}>
        <CheckIcon size={16} />
      </InnerButton>
      <InnerButton
        type="button"
        aria-label="Leave it as it was"
        title="Leave it as it was"
        onClick={() => actions.edit(null)}
      >
        <CloseIcon size={16} />
      </InnerButton>
    </EditedChip>
  );
}

const focusOnce = (input: HTMLInputElement | null): void => input?.focus();
