import { createTheme } from '@mui/material/styles';
import { expect, test } from 'vitest';
import { perTheme } from './perTheme.ts';

test('a style is worked out once for a theme, and anew for another', () => {
  let times = 0;
  const style = perTheme((theme) => {
    times += 1;
    return { color: theme.palette.text.primary };
  });
  const [light, dark] = [createTheme(), createTheme({ palette: { mode: 'dark' } })];
  expect(style({ theme: light }).styles).toContain('rgba(0, 0, 0, 0.87)');
  expect(style({ theme: light })).toBe(style({ theme: light }));
  expect(times).toBe(1);
  expect(style({ theme: dark }).styles).toContain('#fff');
  expect(times).toBe(2);
});
