import { anythingToLose, tellHost } from '../host.ts';

const restMs = 300;

/** Tells the host when there begins to be something to lose, and when there is nothing any more. Returns how to stop. */
export function watchDirt(element: HTMLElement): () => void {
  let dirty = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    if (anythingToLose() === dirty) return;
    dirty = !dirty;
    tellHost({ type: 'dirty', dirty });
  };
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, restMs);
  };
  const tree = element.getRootNode();
  const changing = ['input', 'change', 'click', 'keyup'];
  for (const name of changing) tree.addEventListener(name, lookSoon);
  return () => {
    clearTimeout(timer);
    for (const name of changing) tree.removeEventListener(name, lookSoon);
  };
}
