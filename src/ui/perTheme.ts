import { css, type Theme } from '@mui/material/styles';

type Style = Exclude<Parameters<typeof css>[0], TemplateStringsArray>;

/** A style of nothing but the theme, for `styled`: put into CSS once for a theme, not once for each element. */
export function perTheme(style: (theme: Theme) => Style): (props: { theme: Theme }) => ReturnType<typeof css> {
  let last: Theme | undefined;
  let made = css();
  return ({ theme }) => {
    if (theme !== last) {
      last = theme;
      made = css(style(theme));
    }
    return made;
  };
}
