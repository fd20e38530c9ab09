/**
 * Runs once the pointer is released where it is pressed now: what appears between press and release would move the button
 * away from under it. A click comes after the release.
 */
export function afterPress(run: () => void): void {
  if (document.querySelector(':active') === null) {
    run();
    return;
  }
  const done = new AbortController();
  const released = (): void => {
    done.abort();
    run();
  };
  for (const name of ['pointerup', 'pointercancel', 'keyup']) {
    window.addEventListener(name, released, { capture: true, signal: done.signal });
  }
}
