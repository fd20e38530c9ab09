import { expect, it } from 'vitest';
import { ownRem } from './ownRem.ts';

type Element = Parameters<typeof ownRem>[0];

/** What the plug-in makes of a declaration; undefined: it is left as it is. */
function written(value: string, type = 'decl'): string | undefined {
  const element = { type, value, return: '' } as Element;
  ownRem(element, 0, [], () => '');
  return element.return === '' ? undefined : element.return;
}

it.each([
  ['font-size:0.875rem;', 'font-size:calc(var(--app-rem) * 0.875);'],
  [
    'margin:1rem -2rem 0 .5rem;',
    'margin:calc(var(--app-rem) * 1) calc(var(--app-rem) * -2) 0 calc(var(--app-rem) * .5);',
  ],
  ['margin:-.25rem;', 'margin:calc(var(--app-rem) * -.25);'],
  ['width:calc(100% - 1.5rem);', 'width:calc(100% - calc(var(--app-rem) * 1.5));'],
])('a length in rem counts from the app’s own size: %s', (value, wanted) => {
  expect(written(value)).toBe(wanted);
});

it.each([
  'width:12px;',
  'animation-name:rem;',
  'grid-area:premium;',
  'animation-name:a1rem;',
  'animation-name:x-1rem;',
])('what is no length in rem stays: %s', (value) => {
  expect([undefined, value]).toContain(written(value));
});

it('a rule around declarations is left alone', () => {
  expect(written('.a1rem', 'rule')).toBeUndefined();
});
