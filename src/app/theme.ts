import { createTheme } from '@mui/material/styles';
import type { PaletteOptions, Theme } from '@mui/material/styles';

declare module '@mui/material/styles' {
  interface Sizes {
    /** Height of fields and buttons; `--control` in styles. What is inside another control is 4 px lower. */
    controlPx: number;
    /** Height of a row of a table. */
    rowPx: number;
    /** Height of buttons in a line of text; `--small` in styles. */
    smallPx: number;
  }
  interface Theme extends Sizes {}
  interface ThemeOptions extends Partial<Sizes> {}
}

export type Shade = 'light' | 'dark';

// Every ink on its ground has a contrast of at least 4.5, every border of a control at least 3 (WCAG 1.4.3, 1.4.11).
const palettes: Record<Shade, PaletteOptions> = {
  light: {
    mode: 'light',
    background: { default: '#f5f6f8', paper: '#ffffff' },
    text: { primary: '#1a2330', secondary: '#4d5969', disabled: '#5f6b7a' },
    divider: '#d5dae1',
    grey: { 500: '#7b8794' },
    primary: { main: '#0a5ea8', dark: '#084a85', contrastText: '#ffffff' },
    error: { main: '#b3261e', dark: '#8f1d17', contrastText: '#ffffff' },
    warning: { main: '#8a5200', dark: '#6b3f00', contrastText: '#ffffff' },
    success: { main: '#1d6b3a', dark: '#15502b', contrastText: '#ffffff' },
    info: { main: '#31597f', dark: '#244461', contrastText: '#ffffff' },
    action: { hover: 'rgba(20, 45, 80, 0.05)', selected: 'rgba(20, 45, 80, 0.09)' },
  },
  dark: {
    mode: 'dark',
    background: { default: '#11161d', paper: '#181f28' },
    text: { primary: '#e4e9ef', secondary: '#a5b0bd', disabled: '#8e99a7' },
    divider: '#303a46',
    grey: { 500: '#75808e' },
    primary: { main: '#76b3f0', dark: '#9ac8f5', contrastText: '#06233f' },
    error: { main: '#f2938c', dark: '#f6b0ab', contrastText: '#3b0a07' },
    warning: { main: '#e5b567', dark: '#efcb91', contrastText: '#2b1d00' },
    success: { main: '#7fcf9a', dark: '#a3dfb6', contrastText: '#062813' },
    info: { main: '#8fb8e0', dark: '#b1cfec', contrastText: '#0c2238' },
    action: { hover: 'rgba(200, 220, 255, 0.06)', selected: 'rgba(200, 220, 255, 0.12)' },
  },
};

/** What the accent is read on: the ground of the page and of what lies on it. */
export const grounds: Readonly<Record<Shade, readonly string[]>> = {
  light: ['#f5f6f8', '#ffffff'],
  dark: ['#11161d', '#181f28'],
};

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** What of the look an installation or a host may choose. */
export interface Wishes {
  accent: { main: string; dark: string; contrastText: string } | undefined;
  font: string | undefined;
  radius: number | undefined;
  density: 'comfortable' | 'compact' | undefined;
  /** Fingers press: nothing is smaller than 44 px. */
  touch: boolean;
}

/** The look in one shade. `container` is where dialogs, menus and tooltips are put, inside the same style root as the rest. */
export function makeTheme(
  shade: Shade,
  container: HTMLElement,
  { accent, font, radius, density, touch }: Wishes,
): Theme {
  const compact = density === 'compact';
  const layered = { defaultProps: { container } };
  const palette = palettes[shade];
  return createTheme({
    palette: accent === undefined ? palette : { ...palette, primary: accent },
    shape: { borderRadius: radius ?? 4 },
    spacing: compact ? 6 : 8,
    controlPx: touch ? 48 : compact ? 28 : 32,
    rowPx: touch ? 48 : compact ? 30 : 36,
    smallPx: touch ? 44 : 24,
    typography: {
      fontFamily: font ?? fontFamily,
      fontSize: 14,
      allVariants: { letterSpacing: 0 },
      body1: { fontSize: '0.875rem', lineHeight: '20px' },
      body2: { fontSize: '0.875rem', lineHeight: '20px' },
      button: { textTransform: 'none' },
    },
    components: {
      MuiModal: layered,
      MuiDialog: layered,
      MuiDrawer: layered,
      MuiMenu: layered,
      MuiPopover: layered,
      MuiPopper: layered,
      MuiTooltip: { defaultProps: { slotProps: { popper: { container } } } },
      MuiButtonBase: {
        defaultProps: { disableRipple: true },
        styleOverrides: {
          root: ({ theme }) => ({ '&.Mui-focusVisible': { outline: `2px solid ${theme.palette.primary.main}` } }),
        },
      },
      MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiAutocomplete: {
        defaultProps: { size: 'small' },
        styleOverrides: {
          paper: ({ theme }) => ({ border: `1px solid ${theme.palette.divider}` }),
          option: { minHeight: 'var(--control)' },
          tag: { margin: '1px 0 1px 4px', height: 24 },
        },
      },
      MuiInputBase: { styleOverrides: { root: { fontSize: 'inherit', lineHeight: 'inherit' } } },
    },
  });
}
