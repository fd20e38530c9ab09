import { type RefObject, useEffect } from 'react';

/** Where a part of the page goes by itself (`gone`), and with it what had the focus, the place around has the focus. */
export function useFocusOnEnd(around: RefObject<HTMLElement | null>, gone: boolean): void {
  useEffect(() => {
    const tree = around.current?.getRootNode();
    const focused = tree instanceof Document || tree instanceof ShadowRoot ? tree.activeElement : null;
    if (gone && (focused === null || focused === document.body)) around.current?.focus({ preventScroll: true });
  }, [around, gone]);
}
