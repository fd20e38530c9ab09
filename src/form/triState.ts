import type { Choice } from './choices.ts';

interface TriStateWords {
  /** What the value is worth where it is not set here ("on"); left out where that is not known. */
  inherited?: string | undefined;
  onLabel?: string;
  offLabel?: string;
  /** Whether "not set" is a choice. */
  allowNull?: boolean;
}

/** The choices of a value that may be on, off, or not set here. */
export function triStateChoices(words: TriStateWords): Choice<boolean | null>[] {
  const { inherited, onLabel = 'On', offLabel = 'Off', allowNull = true } = words;
  const unset = inherited === undefined ? 'Not set here' : `Inherit (currently: ${inherited})`;
  return [
    ...(allowNull ? [{ value: null, label: unset }] : []),
    { value: true, label: onLabel },
    { value: false, label: offLabel },
  ];
}
