import type { Options } from '@emotion/cache';

type Plugin = NonNullable<Options['stylisPlugins']>[number];

/** The custom property that holds what the app takes as 1 rem. */
const property = '--app-rem';

/**
 * Has lengths in rem count from the size that the reader chose for the browser, not from the root of the page around: many
 * pages set that to 10 px. Written as `calc(var(--app-rem) * 0.875)`.
 */
export const ownRem: Plugin = (element) => {
  if (element.type !== 'decl' || !element.value.includes('rem')) return;
  element.return = element.value.replaceAll(
    /(?<![\w.-])(-?(?:\d+\.\d+|\.?\d+))rem\b/g,
    (_all, count: string) => `calc(var(${property}) * ${count})`,
  );
};

/** Measures that size inside a shadow root and sets the property on its host. */
export function setOwnRem(inside: HTMLElement, host: HTMLElement): void {
  const probe = document.createElement('div');
  // The keyword, unlike every length, does not depend on what is around.
  probe.style.fontSize = 'medium';
  inside.append(probe);
  host.style.setProperty(property, getComputedStyle(probe).fontSize);
  probe.remove();
}
