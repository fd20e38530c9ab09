/** A colour as the three channels of `#rrggbb`, 0 to 255. */
type Rgb = readonly [number, number, number];

/** WCAG 2.2 SC 1.4.3 for text; what the accent colours is text, too. */
const enough = 4.5;

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

const hexOf = (colour: Rgb): string =>
  `#${colour.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours `#rrggbb` as WCAG 2.2 defines it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(rgb(one)), luminance(rgb(other))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const mixed = (colour: Rgb, into: Rgb, share: number): Rgb =>
  colour.map((channel, at) => channel + ((into[at] ?? 0) - channel) * share) as unknown as Rgb;

/** The colours of what can be pressed, and whether the accent had to be changed to be readable. */
export interface Accent {
  main: string;
  /** Under the pointer. */
  dark: string;
  contrastText: string;
  adjusted: boolean;
}

/**
 * An accent that can be read on these grounds: the colour asked for, moved towards black or white, away from the grounds,
 * by no more than it takes. Colours are `#rrggbb`.
 */
export function readableAccent(asked: string, grounds: readonly string[]): Accent {
  const lightGround = grounds.every((ground) => luminance(rgb(ground)) > 0.18);
  const away: Rgb = lightGround ? [0, 0, 0] : [255, 255, 255];
  const colour = rgb(asked);
  const readable = (hex: string) => grounds.every((ground) => contrast(hex, ground) >= enough);
  let main = asked.toLowerCase();
  for (let share = 0.02; !readable(main) && share <= 1; share += 0.02) main = hexOf(mixed(colour, away, share));
  const dark = hexOf(mixed(rgb(main), away, 0.2));
  const contrastText = contrast(main, '#ffffff') >= contrast(main, '#000000') ? '#ffffff' : '#000000';
  return { main, dark, contrastText, adjusted: main !== asked.toLowerCase() };
}
