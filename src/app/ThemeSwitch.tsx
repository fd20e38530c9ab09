import type { ReactElement } from 'react';
import { keptShell, themeModes, useKept } from '../kept.ts';
import { MoonIcon, SunIcon, SystemIcon } from '../ui/icons.tsx';
import { IconButton } from './shellStyle.ts';

const words = { system: 'as the system', light: 'light', dark: 'dark' } as const;
const icons = { system: SystemIcon, light: SunIcon, dark: MoonIcon } as const;

/** Goes through system, light, dark. */
export function ThemeSwitch(): ReactElement {
  const { theme } = useKept(keptShell);
  const next = themeModes[(themeModes.indexOf(theme) + 1) % themeModes.length] ?? 'system';
  const label = `Colours: ${words[theme]}. Change to ${words[next]}`;
  const Icon = icons[theme];
  return (
    <IconButton type="button" aria-label={label} title={label} onClick={() => keptShell.write({ theme: next })}>
      <Icon />
    </IconButton>
  );
}
