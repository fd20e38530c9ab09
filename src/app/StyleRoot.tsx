import createCache from '@emotion/cache';
import type { Options } from '@emotion/cache';
import { CacheProvider, Global, ThemeContext } from '@emotion/react';
import DefaultPropsProvider from '@mui/material/DefaultPropsProvider';
import type { Theme } from '@mui/material/styles';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { keptShell, useKept } from '../kept.ts';
import { adoptedSheet } from './adoptedSheet.ts';
import type { StyleTarget } from './adoptedSheet.ts';
import { look } from './look.ts';
import { makeTheme } from './theme.ts';
import type { Shade } from './theme.ts';

const touch = window.matchMedia('(pointer: coarse)').matches;
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

function useSystemShade(): Shade {
  const dark = useSyncExternalStore(
    (listener) => {
      prefersDark.addEventListener('change', listener);
      return () => prefersDark.removeEventListener('change', listener);
    },
    () => prefersDark.matches,
  );
  return dark ? 'dark' : 'light';
}

const baseStyles = ({ palette, shape, spacing, typography, controlPx, smallPx }: Theme) => ({
  '*, *::before, *::after': { boxSizing: 'border-box' as const },
  // What has the focus must not hide behind the header or behind the foot of a form.
  ':root, :host > div': {
    colorScheme: palette.mode,
    scrollPadding: '64px 0 88px',
    '--radius': `${shape.borderRadius}px`,
    '--control': `${controlPx}px`,
    '--small': `${smallPx}px`,
    '--gap': spacing(2),
  },
  // What a page around would pass down to the app ends here.
  ':host': {
    all: 'initial !important' as 'initial',
    display: 'block !important',
    // The one that `all` leaves out.
    direction: 'ltr !important' as 'ltr',
  },
  'body, :host > div': {
    margin: 0,
    fontFamily: typography.fontFamily,
    fontSize: '0.875rem',
    lineHeight: '20px',
    color: palette.text.primary,
    backgroundColor: palette.background.default,
  },
  'button, input, select, textarea, ::file-selector-button': { font: 'inherit', letterSpacing: 'inherit' },
  a: { color: palette.primary.main },
  ':focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
  '@media (prefers-reduced-motion: reduce)': {
    '*, *::before, *::after': { transitionDuration: '0s !important' },
  },
});

interface StyleRootProps {
  target: StyleTarget;
  /** Changes every rule that is written. */
  stylisPlugins?: Options['stylisPlugins'];
  children: ReactNode;
}

/**
 * Everything that decides where styles and layers (dialogs, menus, tooltips) go, from one value: the document or the shadow
 * root that the app is drawn in.
 */
export function StyleRoot({ target, stylisPlugins, children }: StyleRootProps): ReactElement {
  const [cache] = useState(() => {
    const made = createCache({ key: 'css', ...(stylisPlugins === undefined ? {} : { stylisPlugins }) });
    made.sheet = adoptedSheet('css', target);
    return made;
  });
  const system = useSystemShade();
  const { theme: kept } = useKept(keptShell);
  const { tokens, accents } = useSyncExternalStore(look.subscribe, look.read);
  const mode = tokens.mode ?? kept;
  const shade = mode === 'system' ? system : mode;
  const { font, radius, density } = tokens;
  const accent = accents?.[shade];
  const theme = useMemo(
    () => makeTheme(shade, layerContainer(target), { accent, font, radius, density, touch }),
    [shade, target, accent, font, radius, density],
  );
  return (
    <CacheProvider value={cache}>
      {/* The two halves of MUI's ThemeProvider that are used here; the rest of it costs 5 KiB on the first screen. */}
      <ThemeContext value={theme}>
        <DefaultPropsProvider value={(theme.components ?? {}) as ComponentProps<typeof DefaultPropsProvider>['value']}>
          <Global styles={baseStyles(theme)} />
          {children}
        </DefaultPropsProvider>
      </ThemeContext>
    </CacheProvider>
  );
}

function layerContainer(target: StyleTarget): HTMLElement {
  if (target instanceof Document) return target.body;
  const existing = target.querySelector<HTMLElement>('[data-layers]');
  if (existing) return existing;
  const layers = document.createElement('div');
  layers.dataset['layers'] = '';
  target.append(layers);
  return layers;
}
