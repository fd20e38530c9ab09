import { useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import { keptShell, themeModes, useKept } from '../kept.ts';
import { MoonIcon, SunIcon, SystemIcon } from '../ui/icons.tsx';
import { look } from './look.ts';
import { IconButton } from './shellStyle.ts';

const words = { system: 'as the system', light: 'light', dark: 'dark' } as const;
const icons = { system: SystemIcon, light: SunIcon, dark: MoonIcon } as const;

/** Goes through system, light, dark, unless the installation or the host has chosen. */
export function ThemeSwitch(): ReactElement | null {
  const { theme } = useKept(keptShell);
  const { tokens } = useSyncExternalStore(look.subscribe, look.read);
  if (tokens.mode !== undefined) return null;
  const next = themeModes[(themeModes.indexOf(theme) + 1) % themeModes.length] ?? 'system';
  const label = `Colours: ${words[theme]}. Change to ${words[next]}`;
  const Icon = icons[theme];
  return (
    <IconButton type="button" aria-label={label} title={label} onClick={() => keptShell.write({ theme: next })}>
      <Icon />
    </IconButton>
  );
}
