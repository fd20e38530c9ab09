import createCache from '@emotion/cache';
import { CacheProvider, Global, ThemeContext } from '@emotion/react';
import DefaultPropsProvider from '@mui/material/DefaultPropsProvider';
import type { Theme } from '@mui/material/styles';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { keptShell, useKept } from '../kept.ts';
import { adoptedSheet } from './adoptedSheet.ts';
import type { StyleTarget } from './adoptedSheet.ts';
import { fontFamily, makeTheme } from './theme.ts';
import type { Shade } from './theme.ts';

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

const baseStyles = ({ palette }: Theme) => ({
  '*, *::before, *::after': { boxSizing: 'border-box' as const },
  // What has the focus must not hide behind the header or behind the foot of a form.
  ':root, :host': { colorScheme: palette.mode, scrollPadding: '64px 0 72px' },
  'body, :host': {
    margin: 0,
    fontFamily,
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

/**
 * Everything that decides where styles and layers (dialogs, menus, tooltips) go, from one value: the document or the shadow
 * root that the app is drawn in.
 */
export function StyleRoot({ target, children }: { target: StyleTarget; children: ReactNode }): ReactElement {
  const [cache] = useState(() => {
    const made = createCache({ key: 'css' });
    made.sheet = adoptedSheet('css', target);
    return made;
  });
  const system = useSystemShade();
  const { theme: mode } = useKept(keptShell);
  const shade = mode === 'system' ? system : mode;
  const theme = useMemo(() => makeTheme(shade, layerContainer(target)), [shade, target]);
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
