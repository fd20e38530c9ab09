import { type RefObject, useEffect } from 'react';

/** Where a part of the page goes by itself (`gone`), and with it what had the focus, the place around has the focus. */
export function useFocusOnEnd(around: RefObject<HTMLElement | null>, gone: boolean): void {
  useEffect(() => {
    const tree = around.current?.getRootNode();
    // In a shadow tree nothing has the focus, too, while something of the page around has it.
    const focused = (tree instanceof ShadowRoot ? tree.activeElement : null) ?? document.activeElement;
    if (gone && (focused === null || focused === document.body)) around.current?.focus({ preventScroll: true });
  }, [around, gone]);
}
