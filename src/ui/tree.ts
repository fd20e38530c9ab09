/** The tree that an element of the app is drawn in: the document, or the shadow root of a page that embeds the app. */
export function treeOf(element: Node | null): Document | ShadowRoot {
  const root = element?.getRootNode();
  return root instanceof ShadowRoot ? root : document;
}

/** The element with the focus, as seen from the tree of the app: from outside, a shadow root has it as a whole. */
export const focusedBeside = (element: Node | null): Element | null => treeOf(element).activeElement;

/** Brings the top of the app into view, where it has been scrolled out at the top. */
export function showTop(element: Node | null): void {
  const tree = treeOf(element);
  if (tree instanceof Document) window.scrollTo(0, 0);
  else if (tree.host.getBoundingClientRect().top < 0) tree.host.scrollIntoView({ block: 'start' });
}

/** Hears the keys that are pressed within the app only: those of a page around it are not the app's. Returns how to stop. */
export function listenInTree(element: Node | null, listener: (event: KeyboardEvent) => void): () => void {
  const tree = treeOf(element);
  const heard = (event: Event): void => {
    if (event instanceof KeyboardEvent) listener(event);
  };
  tree.addEventListener('keydown', heard);
  return () => tree.removeEventListener('keydown', heard);
}
