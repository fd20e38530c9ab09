import { anythingToLose, tellHost } from '../host.ts';

const restMs = 300;
/** What ends it, an answer of the server, is no event of the page, nor is what brings typed text back after a reload. */
const atLatestMs = 1_000;

/** Tells the host when there begins to be something to lose, and when there is nothing any more. Returns how to stop. */
export function watchDirt(element: HTMLElement): () => void {
  let dirty = false;
  const look = (): void => {
    const before = dirty;
    dirty = anythingToLose();
    if (dirty !== before) tellHost({ type: 'dirty', dirty });
    clearTimeout(timer);
    timer = setTimeout(look, atLatestMs);
  };
  let timer = setTimeout(look, atLatestMs);
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
